using System.Text.RegularExpressions;
using Hindsight.Torch.Models;
using Hindsight.Torch.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>A Llama model in a GGUF file, seen under Hugging Face's names, shapes and order of rows.</summary>
internal sealed partial class GgufModel : ModelSource, ITensorFile
{
    private static readonly Dictionary<string, string> Whole = new()
    {
        ["token_embd.weight"] = ParameterNames.Embedding,
        ["output_norm.weight"] = ParameterNames.FinalNorm,
        ["output.weight"] = ParameterNames.Head,
    };

    private const int MostLayers = 4096;
    private readonly GgufFile _file;
    private readonly Dictionary<string, TensorEntry> _entries;
    private readonly Dictionary<string, string> _stored;

    private GgufModel(GgufFile file, Architecture architecture)
    {
        (_file, Architecture) = (file, architecture);
        _stored = file.Entries.Keys.ToDictionary(HuggingFaceName, name => name, StringComparer.Ordinal);
        _entries = _stored.ToDictionary(s => s.Key, s => file.Entries[s.Value], StringComparer.Ordinal);
    }

    /// <inheritdoc cref="ModelSource.Path"/>
    public override string Path => _file.Path;

    /// <inheritdoc/>
    public override Architecture Architecture { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorEntry> Entries => _entries;

    /// <summary>Reads the description of a file's model.</summary>
    /// <exception cref="ModelFileException">The file is broken, or its model is not supported; all faults at once.</exception>
    public static new GgufModel Open(string path)
    {
        GgufFile file = GgufFile.Open(path);
        var metadata = new GgufMetadata(file);
        string? family = metadata.Text("general.architecture");
        if (family != "llama") throw new ModelFileException(path, $"general.architecture is {(family is null ? "missing" : $"'{family}'")}; expected llama, the one architecture that is supported.");
        Architecture architecture = ReadArchitecture(metadata, file);
        metadata.ThrowIfFaulty();
        return new GgufModel(file, architecture);
    }

    /// <inheritdoc/>
    public override Dictionary<string, Tensor> ReadWeights(ScalarType? type = null) => WeightReader.Read(this, Architecture, type);

    /// <inheritdoc/>
    protected override ChatTokenizer ReadTokenizer() => GgufTokenizer.Load(_file);

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        Tensor tensor = _file.Read(_stored[name]);
        if (name.EndsWith("self_attn.q_proj.weight", StringComparison.Ordinal)) return HalvesFirst(tensor, Architecture.Heads);
        return name.EndsWith("self_attn.k_proj.weight", StringComparison.Ordinal) ? HalvesFirst(tensor, Architecture.KeyValueHeads) : tensor;
    }

    /// <summary>This architecture's files have the rows of a head in pairs for the rotary embedding; ours is by halves.</summary>
    private static Tensor HalvesFirst(Tensor rows, int heads)
    {
        using DisposeScope scope = NewDisposeScope();
        return rows.view(heads, rows.shape[0] / heads / 2, 2, rows.shape[1]).transpose(1, 2).reshape(rows.shape).MoveToOuterDisposeScope();
    }

    private static Architecture ReadArchitecture(GgufMetadata metadata, GgufFile file)
    {
        int width = metadata.Size("llama.embedding_length"), heads = metadata.Size("llama.attention.head_count");
        int keyValueHeads = metadata.Size("llama.attention.head_count_kv", heads);
        int headDimension = metadata.Size("llama.attention.key_length", width / heads);
        int tokens = metadata.Texts("tokenizer.ggml.tokens")?.Length ?? 0;
        int vocabulary = metadata.Size("llama.vocab_size", tokens > 0 ? tokens : null);
        if (heads % keyValueHeads != 0) metadata.Faults.Add($"llama.attention.head_count_kv is {keyValueHeads}; expected a divisor of llama.attention.head_count, {heads}.");
        if (headDimension % 2 != 0) metadata.Faults.Add($"a head has {headDimension} dimensions; expected an even number.");
        RefuseWhatIsNotSupported(metadata, file, headDimension);
        return new Architecture
        {
            VocabularySize = vocabulary,
            HiddenSize = width,
            IntermediateSize = metadata.Size("llama.feed_forward_length"),
            Layers = metadata.Size("llama.block_count", most: MostLayers),
            Heads = heads,
            KeyValueHeads = keyValueHeads,
            HeadDimension = headDimension,
            ContextLength = metadata.Size("llama.context_length"),
            NormEpsilon = metadata.Positive("llama.attention.layer_norm_rms_epsilon"),
            RotaryBase = metadata.Positive("llama.rope.freq_base", 10000),
            TiedEmbeddings = !file.Entries.ContainsKey("output.weight"),
            EndTokens = GgufTokenizer.ReadEndTokens(metadata, vocabulary),
            BeginToken = metadata.Token("tokenizer.ggml.bos_token_id", vocabulary),
            PadToken = metadata.Token("tokenizer.ggml.padding_token_id", vocabulary),
        };
    }

    private static void RefuseWhatIsNotSupported(GgufMetadata metadata, GgufFile file, int headDimension)
    {
        int rotary = metadata.Size("llama.rope.dimension_count", headDimension), values = metadata.Size("llama.attention.value_length", headDimension);
        if (rotary != headDimension) metadata.Faults.Add($"llama.rope.dimension_count is {rotary}; expected {headDimension}, all of a head.");
        if (values != headDimension) metadata.Faults.Add($"llama.attention.value_length is {values}; expected {headDimension}, that of the keys.");
        if (metadata.Text("llama.rope.scaling.type") is { } scaling && scaling != "none") metadata.Faults.Add($"llama.rope.scaling.type is '{scaling}'; expected none, no scaling is supported.");
        if (metadata.Has("llama.expert_count") && metadata.Size("llama.expert_count", 0) > 0) metadata.Faults.Add("llama.expert_count is set; expected a model without experts.");
        if (file.Entries.ContainsKey("rope_freqs.weight")) metadata.Faults.Add("tensor 'rope_freqs.weight' scales the rotary embedding; no scaling is supported.");
    }

    private static string HuggingFaceName(string name)
    {
        if (Whole.TryGetValue(name, out string? whole)) return whole;
        if (BlockName().Match(name) is not { Success: true } block || !int.TryParse(block.Groups[1].Value, out int layer)) return name;
        return block.Groups[2].Value switch
        {
            "attn_norm" => ParameterNames.InputNorm(layer),
            "ffn_norm" => ParameterNames.PostNorm(layer),
            "attn_q" => ParameterNames.Projection(layer, "q_proj"),
            "attn_k" => ParameterNames.Projection(layer, "k_proj"),
            "attn_v" => ParameterNames.Projection(layer, "v_proj"),
            "attn_output" => ParameterNames.Projection(layer, "o_proj"),
            "ffn_gate" => ParameterNames.Projection(layer, "gate_proj"),
            "ffn_up" => ParameterNames.Projection(layer, "up_proj"),
            "ffn_down" => ParameterNames.Projection(layer, "down_proj"),
            _ => name,
        };
    }

    [GeneratedRegex(@"^blk\.(0|[1-9][0-9]*)\.([a-z_]+)\.weight$", RegexOptions.CultureInvariant)]
    private static partial Regex BlockName();
}
