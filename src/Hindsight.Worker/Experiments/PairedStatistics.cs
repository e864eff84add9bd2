namespace Hindsight.Worker.Experiments;

/// <summary>Means, spreads and paired differences of a few numbers.</summary>
internal static class PairedStatistics
{
    // Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom.
    private static readonly double[] Quantiles =
    [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
        2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.0930, 2.0860,
        2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
    ];

    /// <summary>The mean, and the standard deviation with n − 1 (NaN for fewer than two values).</summary>
    public static Spread Describe(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return new Spread(mean, values.Count < 2 ? double.NaN : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)));
    }

    /// <summary>The mean of first − second over pairs with its 95 % confidence interval by Student's t (at most 31 pairs; NaN bounds for fewer than two).</summary>
    public static Difference Compare(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count != second.Count) throw new ArgumentException($"There are {first.Count} and {second.Count} values; pairs are needed.", nameof(second));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first.Count, Quantiles.Length + 1, nameof(first));
        Spread spread = Describe(first.Zip(second, (a, b) => a - b).ToList());
        double half = first.Count < 2 ? double.NaN : Quantiles[first.Count - 2] * spread.Deviation / Math.Sqrt(first.Count);
        return new Difference(spread.Mean, spread.Mean - half, spread.Mean + half);
    }
}
