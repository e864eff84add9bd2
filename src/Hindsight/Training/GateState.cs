namespace Hindsight.Training;

/// <summary>What the health gates remember from step to step: part of a run's state.</summary>
public sealed record GateState
{
    /// <summary>Answers in a row without a score, up to now.</summary>
    public int UngradedInARow { get; init; }

    /// <summary>How many answers the gold gate's baseline is made of: the first that the held-out judge graded, at most <see cref="GateOptions.GoldWindow"/>.</summary>
    public int GoldBaselineCount { get; init; }

    /// <summary>Their mean score minus the held-out judge's.</summary>
    public double GoldBaseline { get; init; }

    /// <summary>The same difference of each of the newest answers after them, oldest first, at most <see cref="GateOptions.GoldWindow"/>.</summary>
    public IReadOnlyList<double> GoldGaps { get; init; } = [];

    /// <summary>The state after further answers that both judges graded.</summary>
    /// <param name="gaps">Score minus the held-out judge's score of each, in order.</param>
    /// <param name="window">See <see cref="GateOptions.GoldWindow"/>.</param>
    public GateState AfterGold(IEnumerable<double> gaps, int window)
    {
        ArgumentNullException.ThrowIfNull(gaps);
        (int count, double baseline, List<double> recent) = (GoldBaselineCount, GoldBaseline, [.. GoldGaps]);
        foreach (double gap in gaps)
        {
            if (count < window) baseline += (gap - baseline) / ++count;
            else recent.Add(gap);
        }

        return this with { GoldBaselineCount = count, GoldBaseline = baseline, GoldGaps = recent.Count <= window ? recent : recent[^window..] };
    }
}
