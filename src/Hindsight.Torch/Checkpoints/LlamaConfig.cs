using System.Text.Json;
using Hindsight.Files;
using Hindsight.Torch.Models;

namespace Hindsight.Torch.Checkpoints;

/// <summary>The <c>config.json</c> of a Llama model, in the style of transformers 5 (<c>rope_parameters</c>) or before (<c>rope_theta</c>).</summary>
internal sealed class LlamaConfig
{
    private const int LargestSize = 10_000_000, MostLayers = 4096;
    private readonly JsonElement _root;
    private readonly List<string> _faults = [];

    private LlamaConfig(JsonElement root) => _root = root;

    /// <summary>Reads and checks an architecture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="endTokens">The tokens that end a response.</param>
    /// <exception cref="ModelFileException">Another family, or something that is not supported, or nonsense; all faults at once.</exception>
    public static Architecture Read(string path, IReadOnlyList<int> endTokens)
    {
        var config = new LlamaConfig(JsonFile.Read(path));
        config.CheckFamily();
        Architecture? architecture = config._faults.Count == 0 ? config.ReadArchitecture(endTokens) : null;
        return config._faults.Count == 0 ? architecture! : throw new ModelFileException(path, config._faults);
    }

    /// <summary>Writes an architecture's file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="architecture">What to describe.</param>
    /// <param name="dtype">The weights' type, in PyTorch's words.</param>
    public static void Write(string path, Architecture architecture, string dtype) => Durable.WriteFile(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("architectures");
        json.WriteStringValue("LlamaForCausalLM");
        json.WriteEndArray();
        json.WriteString("model_type", "llama");
        json.WriteBoolean("attention_bias", false);
        WriteTokens(json, architecture);
        json.WriteNumber("head_dim", architecture.HeadDimension);
        json.WriteString("hidden_act", "silu");
        json.WriteNumber("hidden_size", architecture.HiddenSize);
        json.WriteNumber("intermediate_size", architecture.IntermediateSize);
        json.WriteNumber("max_position_embeddings", architecture.ContextLength);
        json.WriteBoolean("mlp_bias", false);
        json.WriteNumber("num_attention_heads", architecture.Heads);
        json.WriteNumber("num_hidden_layers", architecture.Layers);
        json.WriteNumber("num_key_value_heads", architecture.KeyValueHeads);
        json.WriteNumber("rms_norm_eps", architecture.NormEpsilon);
        json.WriteNull("rope_scaling");
        json.WriteNumber("rope_theta", architecture.RotaryBase);
        json.WriteBoolean("tie_word_embeddings", architecture.TiedEmbeddings);
        json.WriteString("torch_dtype", dtype);
        json.WriteNumber("vocab_size", architecture.VocabularySize);
        json.WriteEndObject();
    });

    /// <summary>Writes <c>generation_config.json</c>: the tokens that begin, end and pad.</summary>
    public static void WriteGeneration(string path, Architecture architecture) => Durable.WriteFile(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        WriteTokens(json, architecture);
        json.WriteEndObject();
    });

    private static void WriteTokens(Utf8JsonWriter json, Architecture architecture)
    {
        if (architecture.BeginToken is { } begin) json.WriteNumber("bos_token_id", begin);
        if (architecture.EndTokens.Count == 1)
        {
            json.WriteNumber("eos_token_id", architecture.EndTokens[0]);
        }
        else if (architecture.EndTokens.Count > 1)
        {
            json.WriteStartArray("eos_token_id");
            foreach (int token in architecture.EndTokens) json.WriteNumberValue(token);
            json.WriteEndArray();
        }

        if (architecture.PadToken is { } pad) json.WriteNumber("pad_token_id", pad);
    }

    private void CheckFamily()
    {
        string? family = _root.FindText("model_type");
        if (family != "llama") _faults.Add($"model_type is {(family is null ? "missing" : $"'{family}'")}; expected llama, the one architecture that is supported.");
        if (_root.Find("architectures") is { ValueKind: JsonValueKind.Array } list && !list.EnumerateArray().Any(a => a.ValueKind == JsonValueKind.String && a.GetString() == "LlamaForCausalLM"))
            _faults.Add($"architectures is {list.GetRawText()}; expected LlamaForCausalLM.");
    }

    private Architecture ReadArchitecture(IReadOnlyList<int> endTokens)
    {
        int width = Size("hidden_size"), heads = Size("num_attention_heads");
        int keyValueHeads = Size("num_key_value_heads", heads), vocabulary = Size("vocab_size");
        if (heads > 0 && keyValueHeads > 0 && heads % keyValueHeads != 0) _faults.Add($"num_key_value_heads is {keyValueHeads}; expected a divisor of num_attention_heads, {heads}.");
        if (_root.Find("head_dim") is null && heads > 0 && width % heads != 0) _faults.Add($"hidden_size is {width}; without head_dim, expected a multiple of num_attention_heads, {heads}.");
        int headDimension = Size("head_dim", heads > 0 ? width / heads : 1);
        if (headDimension % 2 != 0) _faults.Add($"head_dim is {headDimension}; expected an even number.");
        RefuseWhatIsNotSupported();
        foreach (int token in endTokens.Where(t => t >= vocabulary && vocabulary > 0)) _faults.Add($"eos_token_id is {token}; expected less than vocab_size, {vocabulary}.");
        return new Architecture
        {
            VocabularySize = vocabulary,
            HiddenSize = width,
            IntermediateSize = Size("intermediate_size"),
            Layers = Size("num_hidden_layers", most: MostLayers),
            Heads = heads,
            KeyValueHeads = keyValueHeads,
            HeadDimension = headDimension,
            ContextLength = Size("max_position_embeddings", 2048),
            NormEpsilon = Positive(_root, "rms_norm_eps", 1e-6),
            RotaryBase = ReadRotaryBase(),
            TiedEmbeddings = _root.IsTrue("tie_word_embeddings"),
            EndTokens = endTokens,
            BeginToken = Token("bos_token_id", vocabulary),
            PadToken = Token("pad_token_id", vocabulary),
        };
    }

    private void RefuseWhatIsNotSupported()
    {
        foreach (string flag in new[] { "attention_bias", "mlp_bias" })
        {
            if (_root.IsTrue(flag)) _faults.Add($"{flag} is true; expected false, projections have no biases.");
        }

        string activation = _root.FindText("hidden_act") ?? "silu";
        if (activation != "silu") _faults.Add($"hidden_act is '{activation}'; expected silu.");
        if (_root.Find("quantization_config") is not null) _faults.Add("quantization_config is set; expected plain floating-point weights.");
        foreach (JsonElement holder in new[] { _root, _root.Find("rope_parameters") ?? default })
        {
            if (holder.Find("partial_rotary_factor") is { } partial && (partial.ValueKind != JsonValueKind.Number || partial.GetDouble() != 1)) _faults.Add($"partial_rotary_factor is {partial.GetRawText()}; expected 1.");
        }
    }

    private double ReadRotaryBase()
    {
        // Newer files hold everything about the rotary embedding in one object.
        JsonElement? parameters = _root.Find("rope_parameters");
        foreach (string name in new[] { "rope_parameters", "rope_scaling" })
        {
            if (_root.Find(name) is not { } rotary) continue;
            string? kind = rotary.FindText("rope_type") ?? rotary.FindText("type");
            if (rotary.ValueKind != JsonValueKind.Object || kind is not (null or "default") || (kind is null && rotary.Find("factor") is not null))
                _faults.Add($"{name} is {rotary.GetRawText().ReplaceLineEndings(" ")}; expected the type default, no scaling is supported.");
        }

        return Positive(parameters is { ValueKind: JsonValueKind.Object } holder && holder.Find("rope_theta") is not null ? holder : _root, "rope_theta", 10000);
    }

    private int Size(string name, int? otherwise = null, int most = LargestSize)
    {
        JsonElement? value = _root.Find(name);
        if (value is null && otherwise is not null) return otherwise.Value;
        if (value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int size) && size > 0 && size <= most) return size;
        _faults.Add($"{name} is {(value is null ? "missing" : value.Value.GetRawText())}; expected a whole number from 1 to {most}.");
        return 0;
    }

    private double Positive(JsonElement holder, string name, double otherwise)
    {
        if (holder.Find(name) is not { } value) return otherwise;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) && number > 0) return number;
        _faults.Add($"{name} is {value.GetRawText()}; expected a number above 0.");
        return otherwise;
    }

    private int? Token(string name, int vocabulary)
    {
        if (_root.Find(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int token) && token >= 0 && token < vocabulary) return token;
        _faults.Add($"{name} is {value.GetRawText()}; expected a token id below vocab_size, {vocabulary}.");
        return null;
    }
}
