using Hindsight.Learning;

namespace Hindsight.Torch.Learning.Losses;

/// <summary>The weight of each token's loss in a whole mini-batch. Weighted sums over micro-batches add up to the mini-batch's loss, however it is cut.</summary>
internal static class TokenWeights
{
    /// <summary>For each response the weight of its tokens.</summary>
    /// <param name="aggregation">The rule.</param>
    /// <param name="lengths">The number of tokens of every response of the mini-batch; 0 is allowed.</param>
    /// <param name="paddedLength">The width that <see cref="LossAggregation.SequenceMeanTokenSumNorm"/> divides by.</param>
    public static double[] Of(LossAggregation aggregation, IReadOnlyList<int> lengths, int paddedLength)
    {
        double tokens = lengths.Sum(length => (double)length), rows = lengths.Count(length => length > 0);
        return
        [
            .. lengths.Select(length => length == 0 ? 0 : aggregation switch
            {
                LossAggregation.TokenMean => 1 / tokens,
                LossAggregation.SequenceMeanTokenSum => 1 / rows,
                LossAggregation.SequenceMeanTokenMean => 1 / rows / length,
                LossAggregation.SequenceMeanTokenSumNorm => 1.0 / paddedLength,
                _ => throw new ArgumentOutOfRangeException(nameof(aggregation), aggregation, "Not a rule."),
            }),
        ];
    }
}
