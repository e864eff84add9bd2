using Hindsight.Training;

namespace Hindsight.Suites;

/// <summary>Intervals by the percentile bootstrap (Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979), over prompts: what belongs to one prompt is drawn together.</summary>
public static class Bootstrap
{
    /// <summary>How often as many prompts as there are are drawn from them, with replacement.</summary>
    public const int Resamples = 10_000;

    private const double Outside = 0.025;

    /// <summary>The share that all prompts make together, with its 95 % interval.</summary>
    /// <param name="prompts">Each prompt's share; those of nothing do not count.</param>
    /// <param name="seed">Of the draws: the same prompts and seed give the same interval.</param>
    /// <returns>The estimate, or <see langword="null"/>: no prompt counts.</returns>
    public static Estimate? Estimate(IEnumerable<Share> prompts, ulong seed)
    {
        Share[] counted = [.. prompts.Where(p => p.Of > 0)];
        if (counted.Length == 0) return null;
        double[] values = new double[Resamples];
        var random = new RandomStream(seed);
        for (int b = 0; b < values.Length; b++)
        {
            double reached = 0, of = 0;
            for (int i = 0; i < counted.Length; i++)
            {
                Share drawn = counted[random.NextInt(counted.Length)];
                reached += drawn.Reached;
                of += drawn.Of;
            }

            values[b] = reached / of;
        }

        Array.Sort(values);
        Share all = counted.Aggregate((a, b) => a + b);
        return new Estimate(all.Value, Quantile(values, Outside), Quantile(values, 1 - Outside), all.Reached, all.Of);
    }

    // Between the two nearest of the sorted values, linearly.
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double above = below + 1 < sorted.Length ? sorted[below + 1] : sorted[below];
        return sorted[below] + (place - below) * (above - sorted[below]);
    }
}
