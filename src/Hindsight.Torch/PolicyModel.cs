using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch;

/// <summary>The model that is being improved, shared by the policy that samples from it and the learner that moves it. One thread owns it.</summary>
public sealed class PolicyModel : IDisposable
{
    private long _updates, _revision;

    private readonly string _basePath;

    internal PolicyModel(TorchThread thread, CausalLanguageModel model, ChatTokenizer? tokenizer = null, string basePath = "") =>
        (Thread, Model, Tokenizer, _basePath) = (thread, model, tokenizer, basePath);

    /// <summary>Loads the model that the options name, on their device and in their dtype.</summary>
    /// <param name="options">The path must not be empty. The folder of an adapter brings its own rank, scale and targets, and goes on being trained.</param>
    /// <param name="seed">Of new adapters' start.</param>
    /// <exception cref="ModelFileException">A file is missing, broken or not supported; every fault is named.</exception>
    /// <exception cref="ArgumentException">The device is not there.</exception>
    public static PolicyModel Load(PolicyOptions options, ulong seed = 0)
    {
        ModelSource source = ModelSource.Open(options.Path);
        ChatTokenizer tokenizer = source.LoadTokenizer();
        Device device = ComputeChoice.Device(options.Device);
        ScalarType type = ComputeChoice.Type(options.Dtype, device, source.Architecture.ParameterCount);
        return Create(options, () =>
        {
            using DisposeScope scope = NewDisposeScope();
            var model = CausalLanguageModel.Load(source.Architecture, source.ReadWeights(), device, type, source.Lora ?? options.Lora, seed);
            if (source.Lora is not null) model.Restore(source.ReadAdapter());
            return model;
        }, tokenizer, Path.GetFullPath(source.BasePath));
    }

    /// <summary>A model with random weights, to be pretrained.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="seed">Of the weights.</param>
    /// <param name="options">Device, dtype and threads; the path is not read.</param>
    /// <param name="tokenizer">The tokenizer that is saved with it, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The device is not there.</exception>
    public static PolicyModel Initialize(Architecture architecture, ulong seed, PolicyOptions options, ChatTokenizer? tokenizer = null)
    {
        Device device = ComputeChoice.Device(options.Device);
        ScalarType type = ComputeChoice.Type(options.Dtype, device, architecture.ParameterCount);
        return Create(options, () => CausalLanguageModel.Initialize(architecture, seed, device, type), tokenizer, "");
    }

    /// <summary>The model's tokenizer, or <see langword="null"/> where none was given.</summary>
    public ChatTokenizer? Tokenizer { get; }

    /// <summary>The model's shape.</summary>
    public Architecture Architecture => Model.Architecture;

    /// <summary>Where it is computed: <c>cpu</c> or <c>cuda:N</c>.</summary>
    public string DeviceName => Model.Device.ToString();

    /// <summary>The type that it is computed in: <c>bf16</c> or <c>fp32</c>.</summary>
    public string DtypeName => ComputeChoice.Name(Model.ComputeType);

    /// <summary>Changes with each update of the weights; equal weights of one run have equal versions.</summary>
    public string Version => $"update-{Updates}";

    /// <summary>The optimiser steps that the weights have behind them.</summary>
    internal long Updates => Interlocked.Read(ref _updates);

    /// <summary>Grows whenever the weights change, restoring included: what is derived from them (packed copies, cached keys and values) is stale when it differs.</summary>
    internal long Revision => Interlocked.Read(ref _revision);

    /// <summary>The thread on which everything that touches <see cref="Model"/> runs.</summary>
    internal TorchThread Thread { get; }

    /// <summary>The weights. Only to be touched on <see cref="Thread"/>.</summary>
    internal CausalLanguageModel Model { get; }

    /// <summary>Writes the policy, ready for use: a Hugging Face folder in the type that it is computed in, or, with adapters, a PEFT folder in fp32.</summary>
    /// <param name="folder">One that is there is replaced.</param>
    /// <param name="cancellationToken">Counts before the writing begins.</param>
    public Task ExportAsync(string folder, CancellationToken cancellationToken = default) => Thread.RunAsync(
        () =>
        {
            WriteWeights(folder, Model.ComputeType);
            return 0;
        },
        cancellationToken);

    /// <summary>Writes the trained weights, in the type that is asked for; adapters always in fp32.</summary>
    internal void WriteWeights(string folder, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        if (Model.Lora is not null)
        {
            PeftFolder.Save(folder, Model.Lora, _basePath, Model.AdapterTensors(), Tokenizer);
            return;
        }

        Dictionary<string, Tensor> weights = Model.BaseTensors().ToDictionary(weight => weight.Key, weight => weight.Value.to_type(type));
        HuggingFaceFolder.Save(folder, Architecture, weights, Tokenizer);
    }

    /// <summary>Reads what <see cref="WriteWeights"/> wrote, checked against this model; the caller's dispose scope owns it.</summary>
    internal Dictionary<string, Tensor> ReadTrained(string folder) => Model.Lora is null
        ? WeightReader.Read(SafeTensorsFolder.Open(folder), Architecture)
        : WeightReader.Read(SafeTensorsFile.Open(Path.Combine(folder, PeftFolder.WeightsName)), Model.Masters.Layout.Slots);

    /// <summary>Tells the number of optimiser steps behind the weights, after they moved or were restored.</summary>
    internal void MarkUpdated(long updates)
    {
        Interlocked.Exchange(ref _updates, updates);
        Interlocked.Increment(ref _revision);
    }

    /// <summary>Makes the model on a thread of its own.</summary>
    private static PolicyModel Create(PolicyOptions options, Func<CausalLanguageModel> model, ChatTokenizer? tokenizer, string basePath)
    {
        var thread = new TorchThread();
        try
        {
            return new PolicyModel(thread, thread.RunAsync(() =>
            {
                set_num_threads(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
                return model();
            }).GetAwaiter().GetResult(), tokenizer, basePath);
        }
        catch
        {
            thread.Dispose();
            throw;
        }
    }

    /// <summary>Frees the weights and ends the thread.</summary>
    public void Dispose()
    {
        Thread.RunAsync(() =>
        {
            Model.Dispose();
            return 0;
        }).GetAwaiter().GetResult();
        Thread.Dispose();
    }
}
