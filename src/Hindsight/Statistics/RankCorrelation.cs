namespace Hindsight.Statistics;

/// <summary>How far two rankings of the same things agree.</summary>
public static class RankCorrelation
{
    /// <summary>Kendall's τ-b (Kendall 1945): (concordant − discordant pairs) / √((pairs not tied in x)(pairs not tied in y)).</summary>
    /// <param name="x">One value a thing.</param>
    /// <param name="y">Another, in the same order.</param>
    /// <returns>−1 to 1; NaN where all values of one ranking are equal.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double KendallTau(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        (long concordant, long discordant, long tiedX, long tiedY, long pairs) = Pairs(x, y);
        double denominator = Math.Sqrt((double)(pairs - tiedX) * (pairs - tiedY));
        return denominator == 0 ? double.NaN : (concordant - discordant) / denominator;
    }

    /// <summary>The pairs whose order is reversed from one ranking to the other; ties in either do not count.</summary>
    /// <inheritdoc cref="KendallTau" path="/param"/>
    /// <inheritdoc cref="KendallTau" path="/exception"/>
    public static long Reversals(IReadOnlyList<double> x, IReadOnlyList<double> y) => Pairs(x, y).Discordant;

    /// <summary>Spearman's ρ: Pearson's correlation of the ranks, equal values sharing their mean rank; −1 to 1. NaN where one of the two does not vary.</summary>
    public static double Spearman(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double[] x = Ranks(first), y = Ranks(second);
        double mean = (x.Length + 1) / 2.0, xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }

        return xy / Math.Sqrt(xx * yy);
    }

    private static (long Concordant, long Discordant, long TiedX, long TiedY, long All) Pairs(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count) throw new ArgumentException($"There are {x.Count} values and {y.Count}; expected as many.", nameof(y));
        (long concordant, long discordant, long tiedX, long tiedY) = (0, 0, 0, 0);
        for (int i = 0; i < x.Count; i++)
        {
            for (int j = i + 1; j < x.Count; j++)
            {
                int order = x[i].CompareTo(x[j]) * y[i].CompareTo(y[j]);
                if (order > 0) concordant++;
                else if (order < 0) discordant++;
                if (x[i].Equals(x[j])) tiedX++;
                if (y[i].Equals(y[j])) tiedY++;
            }
        }

        return (concordant, discordant, tiedX, tiedY, (long)x.Count * (x.Count - 1) / 2);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[values.Count];
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && values[order[to]] == values[order[from]]; to++) { }
            for (int i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
        }

        return ranks;
    }
}
