using Hindsight.Statistics;

namespace Hindsight.Suites;

/// <summary>A number that was measured on some prompts, with the interval in which it would lie on others of their kind.</summary>
/// <param name="Value"><paramref name="Reached"/> over <paramref name="Of"/>.</param>
/// <param name="Low">The lower end of the 95 % interval.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Reached">What was reached: prompts, instructions, or the sum of scores.</param>
/// <param name="Of">What could have been.</param>
public sealed record Estimate(double Value, double Low, double High, double Reached, double Of)
{
    /// <summary>How often as many prompts as there are are drawn from them, with replacement, for the interval.</summary>
    public const int Resamples = 10_000;

    /// <summary>The share that all prompts make together, with its 95 % interval by the percentile bootstrap over prompts: what belongs to one prompt is drawn together.</summary>
    /// <param name="prompts">Each prompt's share; those of nothing do not count.</param>
    /// <param name="seed">Of the draws: the same prompts and seed give the same interval.</param>
    /// <returns>The estimate, or <see langword="null"/>: no prompt counts.</returns>
    public static Estimate? From(IEnumerable<Share> prompts, ulong seed)
    {
        Share[] counted = [.. prompts.Where(p => p.Of > 0)];
        if (counted.Length == 0) return null;
        Share all = Sum(counted);
        Interval interval = Bootstrap.Percentile(counted, drawn => Sum(drawn).Value, seed, Resamples);
        return new Estimate(all.Value, interval.Low, interval.High, all.Reached, all.Of);
    }

    private static Share Sum(IReadOnlyList<Share> shares)
    {
        Share sum = default;
        for (int i = 0; i < shares.Count; i++) sum += shares[i];
        return sum;
    }
}
