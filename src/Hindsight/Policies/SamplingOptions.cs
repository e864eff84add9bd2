using System.ComponentModel.DataAnnotations;

namespace Hindsight.Policies;

/// <summary>How the next token is drawn from the logits. The filters act in the order of the properties; each works on what the one before left.</summary>
public sealed record SamplingOptions
{
    /// <summary>The largest number of response tokens, the end-of-sequence token included.</summary>
    /// <value>256</value>
    [Range(1, 1_000_000)]
    public int MaxTokens { get; init; } = 256;

    /// <summary>Divides the logits of seen tokens (prompt and response) that are positive and multiplies those that are negative; 1 is off.</summary>
    /// <value>1</value>
    [Range(0.01, 100.0)]
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Divides the logits; 0 is greedy decoding (the best token, lowest id first among equals).</summary>
    /// <value>1</value>
    [Range(0.0, 100.0)]
    public double Temperature { get; init; } = 1;

    /// <summary>Keeps the k best tokens and those tied with the k-th; 0 is off.</summary>
    /// <value>0</value>
    [Range(0, int.MaxValue)]
    public int TopK { get; init; }

    /// <summary>Keeps the best tokens until their mass reaches p, the token that crosses it included; 1 is off.</summary>
    /// <value>1</value>
    [Range(0.0, 1.0)]
    public double TopP { get; init; } = 1;

    /// <summary>Keeps tokens whose probability is at least this share of the best one's; 0 is off.</summary>
    /// <value>0</value>
    [Range(0.0, 1.0)]
    public double MinP { get; init; }

    /// <summary>Texts that end the response; the first to occur wins and is not part of the text.</summary>
    /// <value>none</value>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>Whether tokens are drawn from the model's whole distribution at the stated temperature: no filter, no penalty. Drafts that are learnt from must be.</summary>
    public bool IsUnfiltered => RepetitionPenalty == 1 && TopK == 0 && TopP == 1 && MinP == 0;
}
