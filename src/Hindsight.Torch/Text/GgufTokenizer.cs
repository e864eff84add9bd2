using Hindsight.Torch.Checkpoints;

namespace Hindsight.Torch.Text;

/// <summary>Reads the tokenizer and the chat template in a GGUF file's metadata.</summary>
internal static class GgufTokenizer
{
    private static readonly string[] EndRoles = ["eos", "eot", "eom"];
    private const long Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5;

    /// <summary>Loads a file's tokenizer.</summary>
    /// <exception cref="ModelFileException">It is missing, broken or of a kind that is not supported; all faults at once.</exception>
    public static ChatTokenizer Load(GgufFile file)
    {
        var metadata = new GgufMetadata(file);
        string? model = metadata.Text("tokenizer.ggml.model");
        if (model != "gpt2") throw new ModelFileException(file.Path, $"tokenizer.ggml.model is {(model is null ? "missing" : $"'{model}'")}; expected gpt2, a byte-level BPE.");
        TokenizerDefinition? definition = ReadDefinition(metadata);
        metadata.ThrowIfFaulty();
        var tokenizer = new Tokenizer(definition!);
        string[] tokens = metadata.Texts("tokenizer.ggml.tokens")!;
        string? Spelling(string role) => metadata.Token($"tokenizer.ggml.{role}_token_id", tokens.Length) is { } id ? tokens[id] : null;
        string? begin = Spelling("bos"), end = Spelling("eos"), pad = Spelling("padding"), source = metadata.Text("tokenizer.chat_template");
        IReadOnlyList<int> endTokens = ReadEndTokens(metadata, tokens.Length);
        metadata.ThrowIfFaulty();
        ChatTemplate? template = source is null ? null : HuggingFaceTokenizer.ParseTemplate(source, begin, end, file.Path);
        return new ChatTokenizer(file.Path, tokenizer, template, endTokens, TokenizerFiles.FromDefinition(definition!, begin, end, pad, source));
    }

    /// <summary>The tokens that end a response: of the sequence, of the turn, of the message.</summary>
    public static IReadOnlyList<int> ReadEndTokens(GgufMetadata metadata, int vocabulary) =>
        [.. EndRoles.Select(role => metadata.Token($"tokenizer.ggml.{role}_token_id", vocabulary)).OfType<int>().Distinct()];

    private static TokenizerDefinition? ReadDefinition(GgufMetadata metadata)
    {
        string pre = metadata.Text("tokenizer.ggml.pre") ?? "default";
        if (Splits(pre) is not { } splits)
        {
            metadata.Faults.Add($"tokenizer.ggml.pre is '{pre}'; expected smollm, llama-bpe, qwen2, gpt-2 or default.");
            return null;
        }

        string[] tokens = metadata.Texts("tokenizer.ggml.tokens") ?? [];
        string[] merges = metadata.Texts("tokenizer.ggml.merges") ?? [];
        long[] types = metadata.Numbers("tokenizer.ggml.token_type") ?? [.. Enumerable.Repeat(Normal, tokens.Length)];
        if (tokens.Length == 0) metadata.Faults.Add("tokenizer.ggml.tokens is missing or empty.");
        if (types.Length != tokens.Length) metadata.Faults.Add($"tokenizer.ggml.token_type has {types.Length} items; expected {tokens.Length}, one for each token.");
        if (metadata.Faults.Count > 0) return null;
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        var added = new List<AddedToken>();
        for (int id = 0; id < tokens.Length; id++)
        {
            if (types[id] == Unused) continue;
            if (tokens[id].Length == 0) metadata.Faults.Add($"tokenizer.ggml.tokens[{id}] is empty.");
            else if (!vocabulary.TryAdd(tokens[id], id)) metadata.Faults.Add($"tokenizer.ggml.tokens[{id}]: '{tokens[id]}' occurs twice.");
            else if (types[id] is Unknown or Control or UserDefined) added.Add(new AddedToken(tokens[id], id, Special: types[id] != UserDefined));
        }

        return new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Merges = ReadMerges(merges, vocabulary, metadata),
            AddedTokens = added,
            Splits = splits,
            IgnoreMerges = pre is "llama-bpe" or "llama3" or "llama-v3",
        };
    }

    private static List<(string, string)> ReadMerges(string[] merges, Dictionary<string, int> vocabulary, GgufMetadata metadata)
    {
        var pairs = new List<(string, string)>(merges.Length);
        for (int i = 0; i < merges.Length; i++)
        {
            if (merges[i].Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right]) metadata.Faults.Add($"tokenizer.ggml.merges[{i}] is '{merges[i]}'; expected two tokens.");
            else if (Array.Find([left, right, left + right], t => !vocabulary.ContainsKey(t)) is { } missing) metadata.Faults.Add($"tokenizer.ggml.merges[{i}]: '{missing}' is not in the vocabulary.");
            else pairs.Add((left, right));
        }

        return pairs;
    }

    /// <summary>llama.cpp names a pre-tokenizer instead of describing it.</summary>
    private static ITextSplit[]? Splits(string name) => name switch
    {
        "smollm" => [new DigitSplit(individual: true), RegexSplit.Gpt2],
        "llama-bpe" or "llama3" or "llama-v3" => [RegexSplit.Llama3],
        "qwen2" => [RegexSplit.Qwen2],
        "gpt-2" or "default" => [RegexSplit.Gpt2],
        _ => null,
    };
}
