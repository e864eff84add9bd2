namespace Hindsight.Learning;

/// <summary>From rewards to advantages (specification, section 3.7): pure functions, float64.</summary>
public static class Advantages
{
    /// <summary>Added to a deviation before dividing by it.</summary>
    internal const double Epsilon = 1e-6;

    /// <summary>The advantages of a step's groups.</summary>
    /// <param name="kind">The estimator.</param>
    /// <param name="groups">The rewards of each group's members; <see langword="null"/> is ungraded: no part in mean and spread.</param>
    /// <returns>
    /// For each group an array as long as its rewards. Ungraded members, and all members of a group with fewer than two graded ones, have none
    /// (<see langword="null"/>). A group without spread has exactly 0.
    /// </returns>
    public static double?[][] Compute(AdvantageKind kind, IReadOnlyList<IReadOnlyList<double?>> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        double batchDeviation = kind == AdvantageKind.BatchScaled ? Deviation(Graded(groups.SelectMany(g => g))) : 0;
        return [.. groups.Select(g => Compute(kind, g, batchDeviation))];
    }

    /// <summary>Whether there are two different rewards: decided on the rewards themselves, since a computed deviation of equal numbers need not be 0.</summary>
    public static bool HasSpread(IReadOnlyList<double?> rewards)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        double[] graded = Graded(rewards);
        return graded.Length > 0 && graded.Max() != graded.Min();
    }

    private static double?[] Compute(AdvantageKind kind, IReadOnlyList<double?> rewards, double batchDeviation)
    {
        double[] graded = Graded(rewards);
        if (graded.Length < 2) return new double?[rewards.Count];
        if (!HasSpread(rewards)) return [.. rewards.Select(r => r is null ? null : (double?)0)];
        double mean = graded.Average();
        double scale = kind switch
        {
            AdvantageKind.Grpo => 1 / (Deviation(graded) + Epsilon),
            AdvantageKind.DrGrpo => 1,
            AdvantageKind.Rloo => graded.Length / (graded.Length - 1.0), // r − (Σ − r)/(n − 1) = (r − mean) · n/(n − 1)
            AdvantageKind.BatchScaled => 1 / (batchDeviation + Epsilon),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such advantage."),
        };
        return [.. rewards.Select(r => (r - mean) * scale)];
    }

    /// <summary>The standard deviation with Bessel's correction; 0 below two numbers.</summary>
    private static double Deviation(double[] values)
    {
        if (values.Length < 2) return 0;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double[] Graded(IEnumerable<double?> rewards) => [.. rewards.OfType<double>()];
}
