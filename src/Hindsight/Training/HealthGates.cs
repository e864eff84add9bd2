using System.Globalization;
using Hindsight.Grading;

namespace Hindsight.Training;

/// <summary>Looks at every step for signs that a run is ill.</summary>
/// <param name="options">The limits.</param>
public sealed class HealthGates(GateOptions options)
{
    // The tolerance of the coarser dtype; the composition root sets the option where the policy computes in fp32.
    private const double DefaultDrift = 0.05;

    /// <summary>What is remembered from step to step.</summary>
    public GateState State { get; set; } = new();

    /// <summary>Speaks once a judge was not asked because the call might have exceeded the budget.</summary>
    public static GateFinding? Exhausted(JudgeBudget? budget) => budget?.Refusal is { } refusal ? new GateFinding("Budget", GateAction.Stop, refusal) : null;

    /// <summary>The gates that trip at this step.</summary>
    /// <param name="report">The step's numbers.</param>
    /// <param name="grades">The grades of the step's answers, in the order of tasks and samples, drafts before revisions.</param>
    public IReadOnlyList<GateFinding> Inspect(StepReport report, IReadOnlyList<Grade> grades)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(grades);
        List<GateFinding> findings = [];

        (int inARow, int longest) = (State.UngradedInARow, 0);
        foreach (Grade grade in grades) longest = Math.Max(longest, inARow = grade.IsGraded ? 0 : inARow + 1);
        State = (State with { UngradedInARow = inARow }).AfterGold(GradeStatistics.GoldGaps(grades), options.GoldWindow);
        Trip(longest > options.ConsecutiveUngraded, nameof(options.ConsecutiveUngraded), options.ConsecutiveUngradedAction,
            $"{longest} answers in a row are ungraded ({Causes(report)}); the limit is {options.ConsecutiveUngraded}");

        double ungraded = grades.Count == 0 ? 0 : (double)grades.Count(g => !g.IsGraded) / grades.Count;
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

        double parted = State.GoldGaps.Count < options.GoldWindow ? 0 : State.GoldGaps.Average() - State.GoldBaseline;
        Trip(parted > options.GoldDrift, nameof(options.GoldDrift), options.GoldDriftAction,
            $"the score has risen {Number(parted)} above the held-out judge's since the run began (over the newest {options.GoldWindow} answers that both graded); "
            + $"the limit is {Number(options.GoldDrift)}: the policy may be pleasing its judge only");
        return findings;

        void Trip(bool tripped, string gate, GateAction action, string message)
        {
            if (tripped && action != GateAction.Off) findings.Add(new GateFinding(gate, action, message));
        }
    }

    private static string Causes(StepReport report) => string.Join(", ", report.Ungraded.Select(u => $"{u.Key} {u.Value}"));

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
