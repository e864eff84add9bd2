using Hindsight.Files;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>A LoRA adapter as PEFT lays it out: <c>adapter_config.json</c>, which names the base model, and <c>adapter_model.safetensors</c>.</summary>
internal sealed class PeftFolder : ModelSource
{
    /// <summary>The file of the adapter's matrices.</summary>
    public const string WeightsName = "adapter_model.safetensors";

    private const string ConfigName = "adapter_config.json";
    private readonly ModelSource _base;

    private PeftFolder(string path, LoraOptions options, ModelSource baseModel) => (Path, Lora, _base) = (path, options, baseModel);

    /// <inheritdoc/>
    public override string Path { get; }

    /// <summary>The adapter's rank, scale and projections.</summary>
    public override LoraOptions Lora { get; }

    /// <inheritdoc/>
    public override Architecture Architecture => _base.Architecture;

    /// <inheritdoc/>
    public override string BasePath => _base.Path;

    /// <summary>Whether a folder holds an adapter.</summary>
    public static bool IsAdapter(string folder) => File.Exists(System.IO.Path.Combine(folder, ConfigName));

    /// <summary>Reads the adapter's settings, and opens its base model: where the settings say, an absolute path or one relative to the adapter's folder or to the working folder.</summary>
    /// <param name="path">The adapter's folder.</param>
    /// <param name="otherBase">Another place of the base model than the settings', or <see langword="null"/>.</param>
    /// <exception cref="ModelFileException">The settings are broken or not supported, or there is no such base model.</exception>
    public static PeftFolder Open(string path, string? otherBase = null)
    {
        string config = System.IO.Path.Combine(path, ConfigName);
        (LoraOptions options, string baseModel) = PeftConfig.Read(config);
        baseModel = otherBase ?? baseModel;
        string? found = new[] { System.IO.Path.Combine(path, baseModel), System.IO.Path.GetFullPath(baseModel) }.FirstOrDefault(p => Directory.Exists(p) || File.Exists(p));
        if (found is null) throw new ModelFileException(config, $"base_model_name_or_path is '{baseModel}'; there is no such folder or file, seen from here or from the adapter.");
        if (Directory.Exists(found) && IsAdapter(found)) throw new ModelFileException(config, $"base_model_name_or_path is '{baseModel}', an adapter itself; expected a whole model.");
        return new PeftFolder(path, options, ModelSource.Open(found));
    }

    /// <inheritdoc/>
    public override Dictionary<string, Tensor> ReadWeights(ScalarType? type = null) => _base.ReadWeights(type);

    /// <inheritdoc/>
    public override Dictionary<string, Tensor> ReadAdapter()
    {
        string file = System.IO.Path.Combine(Path, WeightsName);
        return WeightReader.Read(SafeTensorsFile.Open(file), LowRankAdapters.Layout(Architecture, Lora).Slots);
    }

    /// <inheritdoc/>
    protected override ChatTokenizer ReadTokenizer() =>
        File.Exists(System.IO.Path.Combine(Path, "tokenizer.json")) ? HuggingFaceTokenizer.Load(Path, _base.Path) : _base.LoadTokenizer();

    /// <summary>Writes an adapter's folder, whole or not at all.</summary>
    /// <param name="path">The folder; one that is there is replaced.</param>
    /// <param name="options">Rank, scale and projections.</param>
    /// <param name="baseModel">The base model's folder or file, as it is to be written.</param>
    /// <param name="adapter">The matrices by PEFT's names.</param>
    /// <param name="tokenizer">Whose files are written beside; <see langword="null"/>: none.</param>
    public static void Save(string path, LoraOptions options, string baseModel, IReadOnlyDictionary<string, Tensor> adapter, ChatTokenizer? tokenizer) => Durable.WriteFolder(path, folder =>
    {
        tokenizer?.CopyFiles(folder);
        PeftConfig.Write(System.IO.Path.Combine(folder, ConfigName), options, baseModel);
        SafeTensorsFile.Write(System.IO.Path.Combine(folder, WeightsName), adapter, new Dictionary<string, string> { ["format"] = "pt" });
    });
}
