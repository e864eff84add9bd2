using System.Text.Json.Serialization;
using Hindsight.Rubrics;

namespace Hindsight.Grading;

/// <summary>One criterion's verdict on one answer.</summary>
public sealed record Verdict
{
    internal const string ByJudge = "judge:";

    private const string ByCode = "check:";

    /// <summary>The criterion.</summary>
    public required string CriterionId { get; init; }

    /// <summary>Met, unmet or unknown.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>The criterion's weight as it was graded by; negative: a pitfall, which is met when the answer runs into it. Set with the grade.</summary>
    /// <value>1</value>
    public double Weight { get; init; } = 1;

    /// <summary>Whether the score was 0 if the criterion was unmet. Set with the grade.</summary>
    public bool Veto { get; init; }

    /// <summary>How far a levelled criterion (or a check that measures) is fulfilled, 0 to 1, or <see langword="null"/>.</summary>
    public double? Degree { get; init; }

    /// <summary>Why, quoting what was found.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who said so: <c>check:ID</c>, <c>judge:NAME</c>, or a panel (<see cref="PanelSource"/>).</summary>
    public required string Source { get; init; }

    /// <summary>Why it is unknown; <see langword="null"/> otherwise.</summary>
    public UngradedCause? Cause { get; init; }

    /// <summary>What each judge of a panel said, the one that it was escalated to last; empty otherwise.</summary>
    public IReadOnlyList<Vote> Votes { get; init; } = [];

    /// <summary>Whether code decided.</summary>
    [JsonIgnore]
    public bool IsByCode => Source.StartsWith(ByCode, StringComparison.Ordinal);

    /// <summary>The <see cref="Source"/> of what a judge says.</summary>
    /// <param name="judge">Its name.</param>
    public static string SourceOfJudge(string judge) => ByJudge + judge;

    /// <summary>The <see cref="Source"/> of what a criterion's check finds.</summary>
    public static string SourceOfCheck(Criterion criterion)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        return ByCode + criterion.Check;
    }

    /// <summary>What a check found.</summary>
    public static Verdict FromCheck(Criterion criterion, CheckOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        ArgumentNullException.ThrowIfNull(outcome);
        return new Verdict
        {
            CriterionId = criterion.Id,
            Kind = outcome.Kind,
            Degree = outcome.Degree,
            Reason = outcome.Reason,
            Source = SourceOfCheck(criterion),
            Cause = outcome.Kind == VerdictKind.Unknown ? UngradedCause.CheckUnknown : null,
        };
    }

    /// <summary>A judge's word on a criterion that is met or unmet.</summary>
    public static Verdict FromJudge(Criterion criterion, string judge, bool met, string reason)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        return new Verdict { CriterionId = criterion.Id, Kind = met ? VerdictKind.Met : VerdictKind.Unmet, Reason = reason, Source = SourceOfJudge(judge) };
    }

    /// <summary>A judge's word on a levelled criterion: met when its degree is 1.</summary>
    public static Verdict FromJudge(Criterion criterion, string judge, double degree, string reason) =>
        FromJudge(criterion, judge, degree == 1, reason) with { Degree = degree };

    /// <summary>The criterion's condition does not hold.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="source">Who would have decided it.</param>
    /// <param name="reason">Which condition.</param>
    public static Verdict NotApplicable(Criterion criterion, string source, string reason)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        return new Verdict { CriterionId = criterion.Id, Kind = VerdictKind.NotApplicable, Reason = reason, Source = source };
    }

    /// <summary>No judge could say: the answer is ungraded for this cause.</summary>
    public static Verdict Unknown(Criterion criterion, string judge, UngradedCause cause, string reason)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        return new Verdict { CriterionId = criterion.Id, Kind = VerdictKind.Unknown, Reason = reason, Source = SourceOfJudge(judge), Cause = cause };
    }
}
