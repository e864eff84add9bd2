using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Torch.Checkpoints;

namespace Hindsight.Torch.Text;

/// <summary>Reads <c>tokenizer.json</c>, as the Hugging Face tokenizers library writes it, as far as it describes a byte-level BPE. The file is untrusted.</summary>
internal sealed class TokenizerJson
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(30);
    private readonly List<string> _faults = [];

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="ModelFileException">It is missing, is no JSON, or describes what is not supported; all faults at once.</exception>
    public static TokenizerDefinition Read(string path)
    {
        var reader = new TokenizerJson();
        TokenizerDefinition? definition = reader.Read(JsonFile.Read(path));
        return reader._faults.Count == 0 ? definition! : throw new ModelFileException(path, reader._faults);
    }

    private TokenizerDefinition? Read(JsonElement root)
    {
        if (root.Find("model") is not { ValueKind: JsonValueKind.Object } model)
        {
            _faults.Add("'model' is missing; expected an object of type BPE.");
            return null;
        }

        string type = model.FindText("type") ?? "BPE";
        if (type != "BPE")
        {
            _faults.Add($"model.type is '{type}'; expected BPE.");
            return null;
        }

        if (model.Find("byte_fallback") is { ValueKind: JsonValueKind.True }) _faults.Add("model.byte_fallback is true; only byte-level vocabularies are supported.");
        foreach (string affix in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (!string.IsNullOrEmpty(model.FindText(affix))) _faults.Add($"model.{affix} is '{model.FindText(affix)}'; expected none.");
        }

        Dictionary<string, int> vocabulary = ReadVocabulary(model);
        var splits = new List<ITextSplit>();
        bool byteLevel = false;
        if (root.Find("pre_tokenizer") is { } pre) ReadSplit(pre, "pre_tokenizer", splits, ref byteLevel);
        if (!byteLevel) _faults.Add("pre_tokenizer has no ByteLevel part; only byte-level vocabularies are supported.");
        var definition = new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Merges = ReadMerges(model, vocabulary),
            AddedTokens = ReadAddedTokens(root, vocabulary),
            Splits = splits,
            Composes = ReadNormalizer(root),
            IgnoreMerges = model.Find("ignore_merges") is { ValueKind: JsonValueKind.True },
            UnknownToken = model.FindText("unk_token") is { } unknown && vocabulary.TryGetValue(unknown, out int id) ? id : null,
        };
        return definition;
    }

    private Dictionary<string, int> ReadVocabulary(JsonElement model)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        if (model.Find("vocab") is not { ValueKind: JsonValueKind.Object } vocab)
        {
            _faults.Add("model.vocab is missing; expected an object of tokens and ids.");
            return vocabulary;
        }

        var owners = new Dictionary<int, string>();
        foreach (JsonProperty entry in vocab.EnumerateObject())
        {
            if (!TryId(entry.Value, out int id)) _faults.Add($"model.vocab: token '{entry.Name}' has the id {entry.Value.GetRawText()}; expected a whole number from 0 to {MaximumId}.");
            else if (!vocabulary.TryAdd(entry.Name, id)) _faults.Add($"model.vocab: token '{entry.Name}' occurs twice.");
            else if (!owners.TryAdd(id, entry.Name)) _faults.Add($"model.vocab: tokens '{owners[id]}' and '{entry.Name}' share the id {id}.");
        }

        if (vocabulary.Count == 0 && _faults.Count == 0) _faults.Add("model.vocab is empty.");
        return vocabulary;
    }

    private List<(string, string)> ReadMerges(JsonElement model, Dictionary<string, int> vocabulary)
    {
        var merges = new List<(string, string)>();
        if (model.Find("merges") is not { ValueKind: JsonValueKind.Array } list)
        {
            _faults.Add("model.merges is missing; expected an array.");
            return merges;
        }

        int index = -1;
        foreach (JsonElement entry in list.EnumerateArray())
        {
            index++;
            string[] pair = entry.ValueKind switch
            {
                JsonValueKind.String => entry.GetString()!.Split(' '),
                JsonValueKind.Array => [.. entry.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : "")],
                _ => [],
            };
            if (pair is not [{ Length: > 0 } left, { Length: > 0 } right])
                _faults.Add($"model.merges[{index}] is {Shorten(entry.GetRawText())}; expected two tokens, as \"a b\" or [\"a\", \"b\"].");
            else if (Array.Find([left, right, left + right], t => !vocabulary.ContainsKey(t)) is { } missing)
                _faults.Add($"model.merges[{index}]: '{missing}' is not in the vocabulary.");
            else merges.Add((left, right));
        }

        return merges;
    }

    private List<AddedToken> ReadAddedTokens(JsonElement root, Dictionary<string, int> vocabulary)
    {
        var added = new List<AddedToken>();
        var owners = new Dictionary<int, string>();
        foreach ((string token, int id) in vocabulary) owners.TryAdd(id, token);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (root.Find("added_tokens") is not { ValueKind: JsonValueKind.Array } list) return added;
        int index = -1;
        foreach (JsonElement entry in list.EnumerateArray())
        {
            string place = $"added_tokens[{++index}]";
            if (entry.ValueKind != JsonValueKind.Object || entry.FindText("content") is not { Length: > 0 } content || !TryId(entry.Find("id") ?? default, out int id))
                _faults.Add($"{place} is {Shorten(entry.GetRawText())}; expected an object with 'content' and an 'id' from 0 to {MaximumId}.");
            else if (entry.IsTrue("single_word")) _faults.Add($"{place}: single_word is not supported.");
            else if (!seen.Add(content)) _faults.Add($"{place}: token '{content}' occurs twice.");
            else if (!owners.TryAdd(id, content) && owners[id] != content) _faults.Add($"{place}: token '{content}' has the id {id}, which is that of '{owners[id]}'.");
            else if (vocabulary.TryGetValue(content, out int other) && other != id) _faults.Add($"{place}: token '{content}' has the id {id}; in model.vocab it has {other}.");
            else added.Add(new AddedToken(content, id, entry.IsTrue("special"), entry.IsTrue("lstrip"), entry.IsTrue("rstrip")));
        }

        return added;
    }

    private bool ReadNormalizer(JsonElement root)
    {
        if (root.Find("normalizer") is not { ValueKind: JsonValueKind.Object } normalizer) return false;
        JsonElement[] parts = normalizer.FindText("type") == "Sequence" && normalizer.Find("normalizers") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray()]
            : [normalizer];
        foreach (JsonElement part in parts)
        {
            if (part.ValueKind != JsonValueKind.Object || part.FindText("type") != "NFC") _faults.Add($"normalizer is {Shorten(part.GetRawText())}; expected NFC or none.");
        }

        return parts.Length > 0;
    }

    private void ReadSplit(JsonElement pre, string place, List<ITextSplit> splits, ref bool byteLevel)
    {
        if (pre.ValueKind == JsonValueKind.Null) return;
        string? type = pre.ValueKind == JsonValueKind.Object ? pre.FindText("type") : null;
        switch (type)
        {
            case "Sequence" when pre.Find("pretokenizers") is { ValueKind: JsonValueKind.Array } list:
                int index = 0;
                foreach (JsonElement part in list.EnumerateArray()) ReadSplit(part, $"{place}[{index++}]", splits, ref byteLevel);
                break;
            case "Digits":
                splits.Add(new DigitSplit(pre.IsTrue("individual_digits")));
                break;
            case "ByteLevel":
                byteLevel = true;
                if (pre.IsTrue("add_prefix_space")) _faults.Add($"{place}: add_prefix_space is true; expected false.");
                if (pre.Find("use_regex") is not { ValueKind: JsonValueKind.False }) splits.Add(RegexSplit.Gpt2);
                break;
            case "Split":
                if (ReadPattern(pre, place) is { } split) splits.Add(split);
                break;
            default:
                _faults.Add($"{place} is {Shorten(pre.GetRawText())}; expected Sequence, Split, Digits or ByteLevel.");
                break;
        }
    }

    private RegexSplit? ReadPattern(JsonElement split, string place)
    {
        string behavior = split.FindText("behavior") ?? "";
        bool inverted = split.IsTrue("invert");
        bool keepsRest = behavior == "Isolated";
        if (!keepsRest && !(behavior == "Removed" && inverted))
        {
            _faults.Add($"{place}: behavior is '{behavior}' and invert is {(inverted ? "true" : "false")}; expected Isolated, or Removed inverted.");
            return null;
        }

        JsonElement pattern = split.Find("pattern") is { ValueKind: JsonValueKind.Object } p ? p : default;
        string? expression = pattern.FindText("Regex") ?? (pattern.FindText("String") is { } literal ? Regex.Escape(literal) : null);
        if (string.IsNullOrEmpty(expression))
        {
            _faults.Add($"{place}: pattern is missing; expected Regex or String.");
            return null;
        }

        try
        {
            return new RegexSplit(new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.Compiled, MatchTimeout), keepsRest);
        }
        catch (ArgumentException e)
        {
            _faults.Add($"{place}: the pattern '{expression}' is not understood: {e.Message}");
            return null;
        }
    }

    /// <summary>Ids above this are taken for damage, before memory is reserved for them.</summary>
    private const int MaximumId = 4_000_000;

    private static bool TryId(JsonElement value, out int id)
    {
        id = -1;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out id) && id is >= 0 and <= MaximumId;
    }

    private static string Shorten(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
