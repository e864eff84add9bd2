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

    public required double? Weight { get; init; }

    public required bool Veto { get; init; }

    public required double? Degree { get; init; }

    public required string Reason { get; init; }

    public required string Source { get; init; }

    public required string? Cause { get; init; }

    /// <summary>JSON: a list of judge, kind, degree and reason; NULL where no panel decided.</summary>
    public required string? Votes { get; init; }

    /// <summary><see cref="ExactNumbers"/> of weight and degree.</summary>
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
            Weight = ExactNumbers.Column(verdict.Weight),
            Veto = verdict.Veto,
            Degree = ExactNumbers.Column(verdict.Degree),
            Reason = verdict.Reason,
            Source = verdict.Source,
            Cause = verdict.Cause?.ToString(),
            Votes = verdict.Votes.Count == 0 ? null : ColumnJson.Serialize(verdict.Votes),
            Exact = ExactNumbers.Write(verdict.Weight, verdict.Degree),
        };
    }

    public Verdict ToVerdict()
    {
        double?[] numbers = ExactNumbers.Read(Exact, Weight, Degree);
        return new()
        {
            CriterionId = CriterionId,
            Kind = Enum.Parse<VerdictKind>(Kind),
            Weight = numbers[0]!.Value,
            Veto = Veto,
            Degree = numbers[1],
            Reason = Reason,
            Source = Source,
            Cause = Cause is null ? null : Enum.Parse<UngradedCause>(Cause),
            Votes = Votes is null ? [] : ColumnJson.Deserialize<IReadOnlyList<Vote>>(Votes),
        };
    }
}
