using Hindsight.Files;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>A model's folder as transformers writes and reads it: <c>config.json</c>, <c>generation_config.json</c>, <c>model.safetensors</c> and the tokenizer's files.</summary>
internal sealed class HuggingFaceFolder : ModelSource
{
    private HuggingFaceFolder(string path, Architecture architecture) => (Path, Architecture) = (path, architecture);

    /// <inheritdoc/>
    public override string Path { get; }

    /// <inheritdoc/>
    public override Architecture Architecture { get; }

    /// <summary>Reads the description of a folder's model.</summary>
    /// <exception cref="ModelFileException">It is missing, broken or not supported.</exception>
    public static new HuggingFaceFolder Open(string path) =>
        new(path, LlamaConfig.Read(System.IO.Path.Combine(path, "config.json"), Text.EndTokens.Read(path)));

    /// <inheritdoc/>
    public override Dictionary<string, Tensor> ReadWeights(ScalarType? type = null) => WeightReader.Read(SafeTensorsFolder.Open(Path), Architecture, type);

    /// <inheritdoc/>
    protected override ChatTokenizer ReadTokenizer() => HuggingFaceTokenizer.Load(Path);

    /// <summary>Writes a folder, whole or not at all.</summary>
    /// <param name="path">The folder; one that is there is replaced.</param>
    /// <param name="architecture">The model's shape.</param>
    /// <param name="weights">The weights by their checkpoint's names, in the type that is to be written.</param>
    /// <param name="tokenizer">Whose files are written beside; <see langword="null"/>: none.</param>
    public static void Save(string path, Architecture architecture, IReadOnlyDictionary<string, Tensor> weights, ChatTokenizer? tokenizer) => Durable.WriteFolder(path, folder =>
    {
        tokenizer?.CopyFiles(folder);
        LlamaConfig.Write(System.IO.Path.Combine(folder, "config.json"), architecture, Word(weights[ParameterNames.Embedding].dtype));
        LlamaConfig.WriteGeneration(System.IO.Path.Combine(folder, "generation_config.json"), architecture);
        WriteWeights(folder, weights);
    });

    /// <summary>Writes <c>model.safetensors</c>.</summary>
    public static void WriteWeights(string folder, IReadOnlyDictionary<string, Tensor> weights) =>
        SafeTensorsFile.Write(System.IO.Path.Combine(folder, "model.safetensors"), weights, new Dictionary<string, string> { ["format"] = "pt" });

    private static string Word(ScalarType type) => type switch
    {
        ScalarType.BFloat16 => "bfloat16",
        ScalarType.Float16 => "float16",
        ScalarType.Float64 => "float64",
        _ => "float32",
    };
}
