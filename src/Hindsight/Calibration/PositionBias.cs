using Hindsight.Statistics;

namespace Hindsight.Calibration;

/// <summary>Whether a verdict depends on where its criterion stands: the same criteria were asked in their order and in the reversed one, so the first and the last of each list stood at both ends.</summary>
public sealed record PositionBias
{
    /// <summary>Verdicts decided in both orders.</summary>
    public required int Compared { get; init; }

    /// <summary>The share of them that differ; NaN without any.</summary>
    public required double Flips { get; init; }

    /// <summary>Criteria that stood both first and last: each list's two outer ones.</summary>
    public required int Ends { get; init; }

    /// <summary>The share of right verdicts on these where they stood first.</summary>
    public required double FirstAccuracy { get; init; }

    /// <summary>The same where they stood last.</summary>
    public required double LastAccuracy { get; init; }

    /// <summary>The share of these that are met where they stood first.</summary>
    public required double FirstMet { get; init; }

    /// <summary>The same where they stood last.</summary>
    public required double LastMet { get; init; }

    /// <summary>McNemar's exact p value of <see cref="FirstMet"/> and <see cref="LastMet"/>: how likely so large a difference is where position does not matter.</summary>
    public required double PValue { get; init; }

    /// <summary>Measures it.</summary>
    internal static PositionBias Of(IEnumerable<CalibrationReading> readings)
    {
        int compared = 0, flips = 0;
        List<(RatedLabel First, RatedLabel Last)> ends = [];
        foreach (CalibrationReading reading in readings.Where(r => r.Reversed.Count > 1))
        {
            for (int i = 0; i < reading.Reversed.Count; i++)
            {
                Label label = reading.Answer.Labels[i];
                if (RatedLabel.Of(label, reading.Verdicts[i]) is not { } inOrder || RatedLabel.Of(label, reading.Reversed[i]) is not { } reversed) continue;
                compared++;
                flips += inOrder.Said == reversed.Said ? 0 : 1;
                if (i == 0) ends.Add((inOrder, reversed));
                else if (i == reading.Reversed.Count - 1) ends.Add((reversed, inOrder));
            }
        }

        double Share(Func<(RatedLabel First, RatedLabel Last), bool> holds) => (double)ends.Count(holds) / ends.Count;
        return new PositionBias
        {
            Compared = compared, Flips = (double)flips / compared, Ends = ends.Count,
            FirstAccuracy = Share(e => e.First.IsRight), LastAccuracy = Share(e => e.Last.IsRight), FirstMet = Share(e => e.First.Said == 1), LastMet = Share(e => e.Last.Said == 1),
            PValue = ends.Count == 0 ? double.NaN
                : ExactTest.PValue(ends.Count(e => e.First.Said == 1 && e.Last.Said < 1), ends.Count(e => e.First.Said < 1 && e.Last.Said == 1)),
        };
    }
}
