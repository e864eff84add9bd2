using Hindsight.Torch.Checkpoints;

namespace Hindsight.Torch.Text;

/// <summary>Learns a byte-level BPE vocabulary from texts (Sennrich et al., arXiv 1508.07909): the most frequent pair becomes a token, again and again.</summary>
/// <remarks>The same texts and options give the same files: among equally frequent pairs the one with the smaller ids wins.</remarks>
public static class BpeTrainer
{
    /// <summary>Trains and writes <c>tokenizer.json</c> and <c>tokenizer_config.json</c>.</summary>
    /// <param name="texts">What to learn from.</param>
    /// <param name="options">What the vocabulary is to be.</param>
    /// <param name="folder">Where the files go.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="ModelFileException">The chat template breaks the grammar.</exception>
    public static void Train(IEnumerable<string> texts, BpeTrainerOptions options, string folder)
    {
        TokenizerDefinition definition = Train(texts, options);
        _ = HuggingFaceTokenizer.ParseTemplate(options.ChatTemplate, options.BeginToken, options.EndToken, folder);
        TokenizerFiles.FromDefinition(definition, options.BeginToken, options.EndToken, options.PadToken, options.ChatTemplate).WriteTo(folder);
    }

    internal static TokenizerDefinition Train(IEnumerable<string> texts, BpeTrainerOptions options)
    {
        Check(options);
        ITextSplit[] splits = options.IndividualDigits ? [new DigitSplit(individual: true), RegexSplit.Gpt2] : [RegexSplit.Gpt2];
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        var spellings = new List<string>();
        IEnumerable<string> bytes = Enumerable.Range(0, 256).Select(b => ByteLevel.ToCharacter((byte)b)).Order().Select(c => c.ToString());
        foreach (string spelling in options.SpecialTokens.Concat(bytes))
        {
            vocabulary.Add(spelling, spellings.Count);
            spellings.Add(spelling);
        }

        var words = new MergeCounts(Words(texts, splits, options, vocabulary));
        var merges = new List<(string, string)>();
        while (vocabulary.Count < options.VocabularySize && words.TryTakeBest(options.MinimumFrequency, out int left, out int right))
        {
            string joined = spellings[left] + spellings[right];
            // Another pair may have given this spelling, or a control token may have it.
            if (vocabulary.TryAdd(joined, spellings.Count)) spellings.Add(joined);
            int token = vocabulary[joined];
            if (token < options.SpecialTokens.Count) continue;
            merges.Add((spellings[left], spellings[right]));
            words.Merge(left, right, token);
        }

        return new TokenizerDefinition
        {
            Vocabulary = vocabulary,
            Merges = merges,
            AddedTokens = [.. options.SpecialTokens.Select((content, id) => new AddedToken(content, id, Special: true))],
            Splits = splits,
        };
    }

    private static void Check(BpeTrainerOptions options)
    {
        int least = 256 + options.SpecialTokens.Count;
        if (options.VocabularySize < least) throw new ArgumentException($"VocabularySize is {options.VocabularySize}; expected at least {least}: the bytes and the control tokens.");
        if (options.MinimumFrequency < 1) throw new ArgumentException($"MinimumFrequency is {options.MinimumFrequency}; expected at least 1.");
        if (options.SpecialTokens.Any(t => t.Length < 2) || options.SpecialTokens.Distinct().Count() != options.SpecialTokens.Count)
            throw new ArgumentException($"SpecialTokens are '{string.Join("', '", options.SpecialTokens)}'; expected distinct ones of at least two characters.");
        foreach (string? role in new[] { options.EndToken, options.BeginToken, options.PadToken })
        {
            if (role is not null && !options.SpecialTokens.Contains(role)) throw new ArgumentException($"'{role}' ends, begins or pads; expected one of SpecialTokens.");
        }
    }

    /// <summary>Each distinct piece of the texts as byte tokens, with how often it occurs, in an order that does not hang on the texts'.</summary>
    private static List<(int[] Tokens, long Count)> Words(IEnumerable<string> texts, ITextSplit[] splits, BpeTrainerOptions options, Dictionary<string, int> vocabulary)
    {
        var counter = new Tokenizer(new TokenizerDefinition
        {
            Vocabulary = vocabulary.ToDictionary(),
            Merges = [],
            AddedTokens = [.. options.SpecialTokens.Select((content, id) => new AddedToken(content, id, Special: true))],
            Splits = splits,
        });
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach (string piece in counter.Pieces(text)) counts[piece] = counts.GetValueOrDefault(piece) + 1;
        }

        return [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (counter.Encode(c.Key, trusted: false), c.Value))];
    }
}
