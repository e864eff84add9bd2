using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Training;

namespace Hindsight.Calibration;

/// <summary>Judges and panels compared with labelled verdicts, and with each other.</summary>
public sealed record CalibrationReport
{
    private static readonly JsonSerializerOptions Json = new(MetricsJson.Options) { WriteIndented = true };

    /// <summary>Answers that were judged.</summary>
    public required int Answers { get; init; }

    /// <summary>Each judge against the labels, in the order in which they were named.</summary>
    public required IReadOnlyList<JudgeCalibration> Judges { get; init; }

    /// <summary>Each two of them.</summary>
    public required IReadOnlyList<JudgePair> Pairs { get; init; }

    /// <summary>The share of pairs of judges that say the same (<see cref="Agreement.Observed"/>), panels left out, for they say what their members say; NaN for fewer than two.</summary>
    public required double Agreed { get; init; }

    /// <summary>Fleiss' kappa of the judges, panels left out; NaN for fewer than two.</summary>
    public required double FleissKappa { get; init; }

    /// <summary>Compares what judges said with what people say.</summary>
    /// <param name="trials">The judges' words on the same answers in the same order.</param>
    /// <param name="seed">Decides the draws of the intervals.</param>
    public static CalibrationReport Of(IReadOnlyList<JudgeTrial> trials, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(trials);
        double?[][] said = [.. trials.Select(trial => trial.Readings.SelectMany(r => r.Answer.Labels.Zip(r.Verdicts, (label, verdict) => Agreement.RatingOf(label.Criterion, verdict))).ToArray())];
        int[] alone = [.. Enumerable.Range(0, trials.Count).Where(i => !trials[i].IsPanel)];
        IReadOnlyList<double>[] items = alone.Length == 0 ? []
            : [.. Enumerable.Range(0, said[0].Length).Select(item => alone.Select(judge => said[judge][item]).Where(r => r is not null).Select(r => r!.Value).ToArray())];
        return new CalibrationReport
        {
            Answers = trials.Select(t => t.Readings.Count).FirstOrDefault(),
            Judges = [.. trials.Select(trial => JudgeCalibration.Of(trial, seed))],
            Pairs = [.. trials.SelectMany((first, a) => trials.Skip(a + 1).Select((second, k) => Pair(first.Judge, said[a], second.Judge, said[a + 1 + k])))],
            Agreed = Agreement.Observed(items),
            FleissKappa = Agreement.FleissKappa(items),
        };
    }

    /// <summary>The report as JSON with snake_case names; what is not a number is the text <c>"NaN"</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static JudgePair Pair(string first, double?[] one, string second, double?[] other)
    {
        (double, double)[] both = [.. one.Zip(other).Where(p => p.First is not null && p.Second is not null).Select(p => (p.First!.Value, p.Second!.Value))];
        return new JudgePair(first, second, both.Length, Agreement.CohenKappa(both));
    }
}
