using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>A trainable causal language model: master weights that the optimiser moves, the same weights in the type to compute in, optional adapters and an optional frozen reference.</summary>
/// <remarks>Everything lies in flat buffers. Computing in fp32, the masters are the weights that are multiplied; in bf16 these are a copy, renewed by <see cref="Synchronize"/>.</remarks>
internal sealed class CausalLanguageModel : IDisposable
{
    private readonly ParameterBuffer _base; // what is multiplied: the masters themselves, or their copy; frozen with adapters
    private readonly ParameterBuffer? _adapterWeights;
    private readonly RotaryTable _rotary;
    private ParameterBuffer? _reference, _merged;
    private bool _mergedIsStale = true;

    private CausalLanguageModel(Architecture architecture, Device device, ScalarType computeType, LoraOptions? lora)
    {
        (Architecture, Device, ComputeType, Lora) = (architecture, device, computeType, lora);
        ScalarType master = computeType == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        _base = new ParameterBuffer(ParameterLayout.Llama(architecture), computeType, device);
        if (lora is not null)
        {
            ParameterLayout layout = LowRankAdapters.Layout(architecture, lora);
            _adapterWeights = new ParameterBuffer(layout, computeType, device);
            Adapters = LowRankAdapters.From(_adapterWeights, architecture, lora);
        }

        ParameterBuffer trained = _adapterWeights ?? _base;
        Masters = master == computeType ? trained : new ParameterBuffer(trained.Layout, master, device);
        Gradients = new ParameterBuffer(trained.Layout, master, device);
        Weights = DecoderWeights.From(_base, architecture);
        GradientViews = lora is null
            ? new DecoderGradients(DecoderWeights.From(Gradients, architecture), null)
            : new DecoderGradients(null, LowRankAdapters.From(Gradients, architecture, lora));
        _rotary = new RotaryTable(architecture, master, device);
    }

    /// <summary>The shape.</summary>
    public Architecture Architecture { get; }

    /// <summary>Where it is computed.</summary>
    public Device Device { get; }

    /// <summary>The type of products: bf16, fp32, or fp64 in tests.</summary>
    public ScalarType ComputeType { get; }

    /// <summary>The weights that are multiplied.</summary>
    public DecoderWeights Weights { get; }

    /// <summary>The adapters that are multiplied, or <see langword="null"/> where all weights are trained.</summary>
    public LowRankAdapters? Adapters { get; }

    /// <summary>The adapters' settings, or <see langword="null"/> where all weights are trained.</summary>
    public LoraOptions? Lora { get; }

    /// <summary>What the optimiser moves, in fp32: all weights by checkpoint name, or the adapters by PEFT's.</summary>
    public ParameterBuffer Masters { get; }

    /// <summary>The gradients of <see cref="Masters"/>, same layout.</summary>
    public ParameterBuffer Gradients { get; }

    /// <summary>Views of <see cref="Gradients"/> for a backward pass.</summary>
    public DecoderGradients GradientViews { get; }

    /// <summary>A model with a checkpoint's weights. New adapters start as no change: A uniform in ±1/√in (Kaiming with a = √5), B zero.</summary>
    /// <param name="architecture">The shape.</param>
    /// <param name="tensors">Every tensor by checkpoint name, in any float type; they are copied.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="computeType">The type to compute in.</param>
    /// <param name="lora">Adapters to train instead, or <see langword="null"/>.</param>
    /// <param name="seed">Of the adapters' start.</param>
    public static CausalLanguageModel Load(
        Architecture architecture, IReadOnlyDictionary<string, Tensor> tensors, Device device, ScalarType computeType, LoraOptions? lora = null, ulong seed = 0)
    {
        var model = new CausalLanguageModel(architecture, device, computeType, lora is { Enabled: true } ? lora : null);
        if (model.Lora is null) model.Masters.Load(tensors);
        else
        {
            model._base.Load(tensors);
            model.InitializeAdapters(seed);
        }

        model.Synchronize();
        return model;
    }

    /// <summary>A model with random weights: normal with deviation 0.02, the projections onto the residual stream smaller by √(2 L).</summary>
    public static CausalLanguageModel Initialize(Architecture architecture, ulong seed, Device device, ScalarType computeType)
    {
        var model = new CausalLanguageModel(architecture, device, computeType, null);
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (ParameterSlot slot in model.Masters.Layout.Slots)
            {
                Tensor weight = model.Masters[slot.Name];
                if (slot.Shape.Length == 1)
                {
                    weight.fill_(1);
                    continue;
                }

                double deviation = slot.Name.EndsWith("o_proj.weight", StringComparison.Ordinal) || slot.Name.EndsWith("down_proj.weight", StringComparison.Ordinal)
                    ? 0.02 / Math.Sqrt(2.0 * architecture.Layers)
                    : 0.02;
                using var generator = new Generator(Seeds.Derive(seed, "init", taskId: slot.Name));
                weight.copy_(randn(slot.Shape, dtype: ScalarType.Float32, generator: generator).mul_(deviation));
            }
        }

        model.Synchronize();
        return model;
    }

    /// <summary>Puts weights into <see cref="Masters"/>.</summary>
    public void Restore(IReadOnlyDictionary<string, Tensor> masters)
    {
        Masters.Load(masters);
        Synchronize();
    }

    /// <summary>Runs a packed batch.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="keep">Whether a backward pass follows.</param>
    public DecoderPass Forward(PackedBatch batch, bool keep) => new(Architecture, Weights, Adapters, _rotary, batch, keep);

    /// <summary>Runs a packed batch through the frozen reference: the base without adapters, or the copy that <see cref="KeepReference"/> made.</summary>
    public DecoderPass ForwardReference(PackedBatch batch) => new(Architecture, ReferenceWeights, null, _rotary, batch, keep: false);

    /// <summary>The frozen reference's weights.</summary>
    public DecoderWeights ReferenceWeights => Lora is not null ? Weights
        : _reference is null ? throw new InvalidOperationException("No reference was kept.")
        : DecoderWeights.From(_reference, Architecture);

    /// <summary>Freezes a copy of the present weights as the reference. With adapters the base is the reference and nothing is copied.</summary>
    public void KeepReference()
    {
        if (Lora is not null) return;
        _reference ??= new ParameterBuffer(_base.Layout, ComputeType, Device);
        using (no_grad()) _reference.Flat.copy_(_base.Flat);
    }

    /// <summary>Renews what is multiplied after <see cref="Masters"/> moved.</summary>
    public void Synchronize()
    {
        ParameterBuffer trained = _adapterWeights ?? _base;
        using (no_grad())
        {
            if (!ReferenceEquals(trained, Masters)) trained.Flat.copy_(Masters.Flat);
        }

        _mergedIsStale = true;
    }

    /// <summary>Every tensor of the whole model by checkpoint name, in the widest type at hand; the adapters are apart.</summary>
    public IReadOnlyDictionary<string, Tensor> BaseTensors()
    {
        ParameterBuffer buffer = Lora is null ? Masters : _base;
        return buffer.Layout.Slots.ToDictionary(slot => slot.Name, slot => buffer[slot.Name]);
    }

    /// <summary>The adapters by PEFT's names, in fp32; empty without.</summary>
    public IReadOnlyDictionary<string, Tensor> AdapterTensors() =>
        Lora is null ? new Dictionary<string, Tensor>() : Masters.Layout.Slots.ToDictionary(slot => slot.Name, slot => Masters[slot.Name]);

    /// <summary>The weights for inference, adapters merged: views that stay valid, and are renewed by the next call after an update.</summary>
    public ModelWeights EffectiveWeights()
    {
        ParameterBuffer buffer = _base;
        if (Lora is not null)
        {
            buffer = _merged ??= new ParameterBuffer(_base.Layout, ComputeType, Device);
            if (_mergedIsStale) Merge();
            _mergedIsStale = false;
        }

        LayerWeights Layer(int i)
        {
            Tensor Matrix(string projection) => buffer[ParameterNames.Projection(i, projection)];
            return new LayerWeights(
                buffer[ParameterNames.InputNorm(i)], Matrix("q_proj"), Matrix("k_proj"), Matrix("v_proj"), Matrix("o_proj"),
                buffer[ParameterNames.PostNorm(i)], Matrix("gate_proj"), Matrix("up_proj"), Matrix("down_proj"));
        }

        return new ModelWeights(
            buffer[ParameterNames.Embedding],
            [.. Enumerable.Range(0, Architecture.Layers).Select(Layer)],
            buffer[ParameterNames.FinalNorm],
            buffer[Architecture.TiedEmbeddings ? ParameterNames.Embedding : ParameterNames.Head]);
    }

    public void Dispose()
    {
        if (!ReferenceEquals(Masters, _base) && !ReferenceEquals(Masters, _adapterWeights)) Masters.Dispose();
        foreach (ParameterBuffer? buffer in (ParameterBuffer?[])[_base, _adapterWeights, Gradients, _reference, _merged]) buffer?.Dispose();
        _rotary.Dispose();
    }

    private void InitializeAdapters(ulong seed)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = no_grad();
        foreach (ParameterSlot slot in Masters.Layout.Slots.Where(slot => slot.Name.Contains(".lora_A.", StringComparison.Ordinal)))
        {
            using var generator = new Generator(Seeds.Derive(seed, "init", taskId: slot.Name));
            double bound = 1 / Math.Sqrt(slot.Shape[1]);
            Masters[slot.Name].copy_(rand(slot.Shape, dtype: ScalarType.Float32, generator: generator).mul_(2 * bound).sub_(bound));
        }
    }

    private void Merge()
    {
        using IDisposable mode = no_grad();
        _merged!.Flat.copy_(_base.Flat);
        foreach (ParameterSlot a in Masters.Layout.Slots.Where(slot => slot.Name.Contains(".lora_A.", StringComparison.Ordinal)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor change = Masters[a.Name.Replace(".lora_A.", ".lora_B.", StringComparison.Ordinal)].mm(Masters[a.Name]).mul_(Adapters!.Scale);
            string name = a.Name["base_model.model.".Length..].Replace(".lora_A.", ".", StringComparison.Ordinal);
            _merged[name].copy_(change.add_(_base[name]));
        }
    }
}
