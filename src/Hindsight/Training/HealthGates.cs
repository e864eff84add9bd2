using System.Globalization;
using Hindsight.Grading;

namespace Hindsight.Training;

/// <summary>Looks at every step for signs that a run is ill.</summary>
/// <param name="options">The limits.</param>
public sealed class HealthGates(GateOptions options)
{
    // The tolerance of the coarser dtype; the composition root sets the option where the policy computes in fp32.
    private const double DefaultDrift = 0.05;

    /// <summary>Answers in a row without a score, up to now: part of a run's state.</summary>
    public int UngradedInARow { get; set; }

    /// <summary>Speaks once a judge was not asked because the call might have exceeded the budget.</summary>
    public static GateFinding? Exhausted(JudgeBudget? budget) => budget?.Refusal is { } refusal ? new GateFinding("Budget", GateAction.Stop, refusal) : null;

    /// <summary>The gates that trip at this step.</summary>
    /// <param name="report">The step's numbers.</param>
    /// <param name="graded">Whether each answer of the step is graded, in the order of tasks and samples, drafts before revisions.</param>
    public IReadOnlyList<GateFinding> Inspect(StepReport report, IReadOnlyList<bool> graded)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(graded);
        List<GateFinding> findings = [];

        int longest = 0;
        foreach (bool isGraded in graded) longest = Math.Max(longest, UngradedInARow = isGraded ? 0 : UngradedInARow + 1);
        Trip(longest > options.ConsecutiveUngraded, nameof(options.ConsecutiveUngraded), options.ConsecutiveUngradedAction,
            $"{longest} answers in a row are ungraded ({Causes(report)}); the limit is {options.ConsecutiveUngraded}");

        double ungraded = graded.Count == 0 ? 0 : (double)graded.Count(g => !g) / graded.Count;
        Trip(ungraded > options.UngradedShare, nameof(options.UngradedShare), options.UngradedShareAction,
            $"{ungraded:P0} of the step's answers are ungraded ({Causes(report)}); the limit is {options.UngradedShare:P0}");

        double drift = report.Learning?.MeanLogProbDrift ?? 0, driftLimit = options.LogProbDrift > 0 ? options.LogProbDrift : DefaultDrift;
        Trip(drift > driftLimit, nameof(options.LogProbDrift), options.LogProbDriftAction,
            $"sampler and learner log-probs differ by {Number(drift)} on average (at most {Number(report.Learning?.LargestLogProbDrift ?? 0)}); the limit is {Number(driftLimit)}");

        Trip(report.Surprisal < options.Surprisal, nameof(options.Surprisal), options.SurprisalAction,
            $"the mean surprisal of draft tokens is {Number(report.Surprisal)} nats; below {Number(options.Surprisal)} the policy hardly varies");

        Trip(report.TruncationRate > options.TruncationRate, nameof(options.TruncationRate), options.TruncationRateAction,
            $"{report.TruncationRate:P0} of drafts are cut off by the length limit; the limit is {options.TruncationRate:P0}");

        int groups = report.GroupsTrained + report.GroupsWithoutSpread;
        double flat = groups == 0 ? 0 : (double)report.GroupsWithoutSpread / groups;
        Trip(flat > options.NoSpreadShare, nameof(options.NoSpreadShare), options.NoSpreadShareAction,
            $"{flat:P0} of graded groups have equal rewards and teach nothing; the limit is {options.NoSpreadShare:P0}");
        return findings;

        void Trip(bool tripped, string gate, GateAction action, string message)
        {
            if (tripped && action != GateAction.Off) findings.Add(new GateFinding(gate, action, message));
        }
    }

    private static string Causes(StepReport report) => string.Join(", ", report.Ungraded.Select(u => $"{u.Key} {u.Value}"));

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
