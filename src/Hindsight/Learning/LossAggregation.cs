namespace Hindsight.Learning;

/// <summary>How the token losses of a mini-batch become one number.</summary>
public enum LossAggregation
{
    /// <summary>The mean over all tokens alike, as published.</summary>
    TokenMean,

    /// <summary>Each response's sum, averaged over responses.</summary>
    SequenceMeanTokenSum,

    /// <summary>Each response's mean, averaged over responses (GRPO, arXiv 2402.03300).</summary>
    SequenceMeanTokenMean,

    /// <summary>The sum over the length of the longest response: tokens weigh alike whatever their own response's length (Dr. GRPO, arXiv 2503.20783).</summary>
    SequenceMeanTokenSumNorm,
}
