using Hindsight.Statistics;
using Hindsight.Training;

namespace Hindsight.Calibration;

/// <summary>Whether a judge is more lenient with long answers. Length is counted in characters (UTF-16 units).</summary>
public sealed record LengthBias
{
    /// <summary>The rate of false met verdicts on the shortest third of the answers; NaN where there is no unmet label.</summary>
    public required double ShortFalseMet { get; init; }

    /// <summary>The same on the longest third.</summary>
    public required double LongFalseMet { get; init; }

    /// <summary><see cref="LongFalseMet"/> minus <see cref="ShortFalseMet"/>: above 0 long answers are let pass more easily.</summary>
    public required double Difference { get; init; }

    /// <summary>Its 95 % bootstrap interval over answers.</summary>
    public required Interval DifferenceInterval { get; init; }

    /// <summary>Spearman's correlation of an answer's length with the judge's leniency, rating minus label, over verdicts; NaN where one of the two does not vary.</summary>
    public required double Correlation { get; init; }

    /// <summary>Measures it.</summary>
    internal static LengthBias Of(IReadOnlyList<CalibrationReading> readings, ulong seed)
    {
        CalibrationReading[] byLength = [.. readings.OrderBy(Length)];
        int third = byLength.Length / 3;
        (bool IsLong, RatedLabel[] Rated)[] outer =
            [.. byLength.Take(third).Select(r => (false, RatedLabel.Of(r).ToArray())), .. byLength.TakeLast(third).Select(r => (true, RatedLabel.Of(r).ToArray()))];
        (double Length, double Leniency)[] points = [.. readings.SelectMany(r => RatedLabel.Of(r).Select(rated => ((double)Length(r), rated.Said - rated.Label)))];
        double shortest = Rate(outer, false), longest = Rate(outer, true);
        return new LengthBias
        {
            ShortFalseMet = shortest, LongFalseMet = longest, Difference = longest - shortest,
            DifferenceInterval = Bootstrap.Percentile(outer, drawn => Rate(drawn, true) - Rate(drawn, false), Seeds.Derive(seed, "bootstrap-length")),
            Correlation = RankCorrelation.Spearman([.. points.Select(p => p.Length)], [.. points.Select(p => p.Leniency)]),
        };
    }

    private static double Rate(IReadOnlyList<(bool IsLong, RatedLabel[] Rated)> answers, bool isLong) =>
        RatedLabel.FalseMetRate(answers.Where(a => a.IsLong == isLong).SelectMany(a => a.Rated));

    private static int Length(CalibrationReading reading) => reading.Answer.Answer.Length;
}
