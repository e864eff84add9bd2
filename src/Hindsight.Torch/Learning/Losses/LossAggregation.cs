namespace Hindsight.Torch.Learning.Losses;

/// <summary>How token losses become one number.</summary>
internal enum LossAggregation
{
    /// <summary>Over all tokens alike.</summary>
    TokenMean,

    /// <summary>Each response's sum, averaged over responses that have a token.</summary>
    SequenceMeanTokenSum,

    /// <summary>Each response's mean, averaged over responses that have a token.</summary>
    SequenceMeanTokenMean,

    /// <summary>The sum over the padded length of a response: rows weigh alike whatever their own lengths (Dr. GRPO, arXiv 2503.20783).</summary>
    SequenceMeanTokenSumNorm,
}
