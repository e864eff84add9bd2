using Hindsight.Training;

namespace Hindsight.Statistics;

/// <summary>How uncertain a statistic is, by drawing as many items with replacement (Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979).</summary>
internal static class Bootstrap
{
    private const double Tail = 0.025;

    /// <summary>The 95 % percentile interval.</summary>
    /// <param name="items">What is drawn: whole answers, since the verdicts on one answer are no independent ones.</param>
    /// <param name="statistic">The statistic; draws for which it is NaN are left out.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="replicates">How often they are drawn.</param>
    public static Interval Percentile<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, double> statistic, ulong seed, int replicates = 1_000)
    {
        if (items.Count == 0) return new Interval(double.NaN, double.NaN);
        var random = new RandomStream(seed);
        var drawn = new T[items.Count];
        List<double> values = [];
        for (int replicate = 0; replicate < replicates; replicate++)
        {
            for (int i = 0; i < drawn.Length; i++) drawn[i] = items[random.NextInt(items.Count)];
            double value = statistic(drawn);
            if (!double.IsNaN(value)) values.Add(value);
        }

        values.Sort();
        return new Interval(Quantile(values, Tail), Quantile(values, 1 - Tail));
    }

    /// <summary>The quantile of ordered values, between two of them by their distance; NaN without values.</summary>
    internal static double Quantile(IReadOnlyList<double> ordered, double share)
    {
        if (ordered.Count == 0) return double.NaN;
        double place = share * (ordered.Count - 1);
        int below = (int)place, above = Math.Min(below + 1, ordered.Count - 1);
        return ordered[below] + (place - below) * (ordered[above] - ordered[below]);
    }
}
