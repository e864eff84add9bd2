namespace Hindsight.Torch.Text;

/// <summary>What a vocabulary is to be.</summary>
public sealed record BpeTrainerOptions
{
    /// <summary>The number of tokens, control tokens and the 256 bytes included. Fewer come out where the texts do not give more.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Control tokens; they get the first ids, in this order. Where they stand in the texts nothing is learnt from them.</summary>
    public required IReadOnlyList<string> SpecialTokens { get; init; }

    /// <summary>The control token that ends a turn.</summary>
    public required string EndToken { get; init; }

    /// <summary>The control token that begins a sequence, or <see langword="null"/>.</summary>
    /// <value>null</value>
    public string? BeginToken { get; init; }

    /// <summary>The control token that pads, or <see langword="null"/>.</summary>
    /// <value>null</value>
    public string? PadToken { get; init; }

    /// <summary>The Jinja template that renders conversations.</summary>
    public required string ChatTemplate { get; init; }

    /// <summary>Whether every digit is a token of its own.</summary>
    /// <value>true</value>
    public bool IndividualDigits { get; init; } = true;

    /// <summary>A pair that occurs less often is not merged.</summary>
    /// <value>2</value>
    public int MinimumFrequency { get; init; } = 2;
}
