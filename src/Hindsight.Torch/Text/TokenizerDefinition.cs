namespace Hindsight.Torch.Text;

/// <summary>A byte-level BPE tokenizer as its file describes it, read and checked.</summary>
internal sealed record TokenizerDefinition
{
    /// <summary>Each token's spelling in the byte-level alphabet, and its id. Added tokens may be in it, spelled plainly.</summary>
    public required IReadOnlyDictionary<string, int> Vocabulary { get; init; }

    /// <summary>Pairs of spellings that are joined, the most urgent first.</summary>
    public required IReadOnlyList<(string Left, string Right)> Merges { get; init; }

    /// <summary>Tokens matched whole.</summary>
    public required IReadOnlyList<AddedToken> AddedTokens { get; init; }

    /// <summary>How a text is cut into the pieces within which merges happen, one cut after the other.</summary>
    public required IReadOnlyList<ITextSplit> Splits { get; init; }

    /// <summary>Whether text is brought into Unicode's composed form (NFC) first.</summary>
    public bool Composes { get; init; }

    /// <summary>Whether a piece that is a token is that token, whatever the merges say.</summary>
    public bool IgnoreMerges { get; init; }

    /// <summary>What stands for a byte that the vocabulary lacks; without it such a byte is dropped.</summary>
    public int? UnknownToken { get; init; }
}
