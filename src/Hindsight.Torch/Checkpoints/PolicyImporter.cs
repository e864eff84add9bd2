using Hindsight.Files;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Turns a GGUF file into a Hugging Face folder.</summary>
public static class PolicyImporter
{
    private static readonly string[] Companions = ["config.json", "generation_config.json"];

    /// <summary>
    /// Writes the folder, whole or not at all: the weights in bfloat16 (dequantised in float32, rounded to the nearest, ties to even), and the configuration and
    /// tokenizer, copied from the files beside the GGUF file where they are there, else made from its metadata.
    /// </summary>
    /// <param name="gguf">The GGUF file.</param>
    /// <param name="folder">A folder that does not exist yet, or is empty.</param>
    /// <returns>The model's shape.</returns>
    /// <exception cref="ModelFileException">The file is broken or not supported, the files beside it do not fit it, or the folder is taken; nothing is written.</exception>
    public static Architecture Import(string gguf, string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())) throw new ModelFileException(folder, "it is there already; expected a new or empty folder.");
        GgufModel model = GgufModel.Open(gguf);
        string beside = Path.GetDirectoryName(Path.GetFullPath(gguf))!;
        Architecture architecture = File.Exists(Path.Combine(beside, "config.json")) ? ReadBeside(beside, model) : model.Architecture;
        bool hasTokenizer = File.Exists(Path.Combine(beside, "tokenizer.json"));
        ChatTokenizer tokenizer = hasTokenizer ? HuggingFaceTokenizer.Load(beside) : model.LoadTokenizer();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> weights = model.ReadWeights(ScalarType.BFloat16);
        Durable.WriteFolder(folder, target =>
        {
            tokenizer.CopyFiles(target);
            LlamaConfig.Write(Path.Combine(target, "config.json"), architecture, "bfloat16");
            LlamaConfig.WriteGeneration(Path.Combine(target, "generation_config.json"), architecture);
            foreach (string name in Companions.Where(n => File.Exists(Path.Combine(beside, n)))) File.Copy(Path.Combine(beside, name), Path.Combine(target, name), overwrite: true);
            HuggingFaceFolder.WriteWeights(target, weights);
        });
        return architecture;
    }

    /// <summary>The description beside the file, which must be one of the same model.</summary>
    private static Architecture ReadBeside(string folder, GgufModel model)
    {
        Architecture beside = HuggingFaceFolder.Open(folder).Architecture, own = model.Architecture;
        var faults = new List<string>();
        void Compare<T>(string name, T found, T expected)
        {
            if (!Equals(found, expected)) faults.Add($"{name} is {found}; the GGUF file has {expected}.");
        }

        Compare("vocab_size", beside.VocabularySize, own.VocabularySize);
        Compare("hidden_size", beside.HiddenSize, own.HiddenSize);
        Compare("intermediate_size", beside.IntermediateSize, own.IntermediateSize);
        Compare("num_hidden_layers", beside.Layers, own.Layers);
        Compare("num_attention_heads", beside.Heads, own.Heads);
        Compare("num_key_value_heads", beside.KeyValueHeads, own.KeyValueHeads);
        Compare("head_dim", beside.HeadDimension, own.HeadDimension);
        Compare("tie_word_embeddings", beside.TiedEmbeddings, own.TiedEmbeddings);
        Compare("rope_theta", (float)beside.RotaryBase, (float)own.RotaryBase);
        Compare("rms_norm_eps", (float)beside.NormEpsilon, (float)own.NormEpsilon);
        return faults.Count == 0 ? beside : throw new ModelFileException(Path.Combine(folder, "config.json"), faults);
    }
}
