using Hindsight.Grading;
using Hindsight.Trajectories;

namespace Hindsight.Storage.Rows;

/// <summary>A row of <c>verdicts</c>.</summary>
internal sealed class VerdictRow
{
    public required string RunId { get; init; }

    public required int Step { get; init; }

    public required string TaskId { get; init; }

    public required int SampleIndex { get; init; }

    public required string CriterionId { get; init; }

    /// <summary>Its place in the rubric, from 0.</summary>
    public required int Position { get; init; }

    public required string Kind { get; init; }

    public required double? Degree { get; init; }

    public required string Reason { get; init; }

    public required string Source { get; init; }

    public required string? Cause { get; init; }

    /// <summary><see cref="ExactNumbers"/> of the degree.</summary>
    public required string? Exact { get; init; }

    public static VerdictRow From(string runId, Trajectory trajectory, int position)
    {
        Verdict verdict = trajectory.Grade.Verdicts[position];
        return new()
        {
            RunId = runId,
            Step = trajectory.Step,
            TaskId = trajectory.TaskId,
            SampleIndex = trajectory.Index,
            CriterionId = verdict.CriterionId,
            Position = position,
            Kind = verdict.Kind.ToString(),
            Degree = ExactNumbers.Column(verdict.Degree),
            Reason = verdict.Reason,
            Source = verdict.Source,
            Cause = verdict.Cause?.ToString(),
            Exact = ExactNumbers.Write(verdict.Degree),
        };
    }

    public Verdict ToVerdict() => new()
    {
        CriterionId = CriterionId,
        Kind = Enum.Parse<VerdictKind>(Kind),
        Degree = ExactNumbers.Read(Exact, Degree)[0],
        Reason = Reason,
        Source = Source,
        Cause = Cause is null ? null : Enum.Parse<UngradedCause>(Cause),
    };
}
