using Hindsight.Grading;
using Hindsight.Statistics;
using Hindsight.Training;

namespace Hindsight.Calibration;

/// <summary>How well a judge says what people say.</summary>
public sealed record JudgeCalibration
{
    /// <summary>The judge's or panel's name.</summary>
    public required string Judge { get; init; }

    /// <summary>Whether it is a panel.</summary>
    public required bool IsPanel { get; init; }

    /// <summary>Labels that it was asked for.</summary>
    public required int Labels { get; init; }

    /// <summary>Those that it decided; all shares below are of them.</summary>
    public required int Decided { get; init; }

    /// <summary>The others by cause.</summary>
    public required IReadOnlyDictionary<string, int> Unknown { get; init; }

    /// <summary>The share of verdicts that are as labelled, of levels the exact one; NaN where nothing is decided.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Cohen's kappa of the judge and the labels.</summary>
    public required double Kappa { get; init; }

    /// <summary>Its 95 % bootstrap interval over answers.</summary>
    public required Interval KappaInterval { get; init; }

    /// <summary>The quadratic-weighted kappa of the judge and the labels, which differs from the plain one where criteria have levels.</summary>
    public required double WeightedKappa { get; init; }

    /// <summary>Among labels that are not met, the share that it says is met; NaN without any.</summary>
    public required double FalseMet { get; init; }

    /// <summary>Among labels that are met, the share that it says is not; NaN without any.</summary>
    public required double FalseUnmet { get; init; }

    /// <summary>Whether its verdicts depend on where a criterion stands.</summary>
    public required PositionBias Position { get; init; }

    /// <summary>Whether its verdicts depend on an answer's length.</summary>
    public required LengthBias Length { get; init; }

    /// <summary>What asking it cost, both orders.</summary>
    public required GradeUsage Usage { get; init; }

    /// <summary>Measures it.</summary>
    internal static JudgeCalibration Of(JudgeTrial trial, ulong seed)
    {
        RatedLabel[][] byAnswer = [.. trial.Readings.Select(r => RatedLabel.Of(r).ToArray())];
        RatedLabel[] rated = [.. byAnswer.SelectMany(r => r)];
        return new JudgeCalibration
        {
            Judge = trial.Judge, IsPanel = trial.IsPanel, Labels = trial.Readings.Sum(r => r.Answer.Labels.Count), Decided = rated.Length,
            Unknown = trial.Readings.SelectMany(r => r.Verdicts).Where(v => v.Kind == VerdictKind.Unknown).GroupBy(v => v.Cause!.Value).OrderBy(g => g.Key).ToDictionary(g => g.Key.ToString(), g => g.Count()),
            Accuracy = rated.Select(r => r.IsRight ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average(),
            Kappa = KappaOf([rated]), KappaInterval = Bootstrap.Percentile(byAnswer, KappaOf, Seeds.Derive(seed, "bootstrap-kappa")),
            WeightedKappa = Agreement.WeightedKappa(rated.Select(r => (r.Label, r.Said))),
            FalseMet = RatedLabel.FalseMetRate(rated), FalseUnmet = RatedLabel.FalseUnmetRate(rated),
            Position = PositionBias.Of(trial.Readings), Length = LengthBias.Of(trial.Readings, seed),
            Usage = trial.Readings.Aggregate(GradeUsage.None, (sum, reading) => sum.Add(reading.Usage)),
        };
    }

    private static double KappaOf(IReadOnlyList<RatedLabel[]> answers) => Agreement.CohenKappa(answers.SelectMany(answer => answer).Select(r => (r.Label, r.Said)));
}
