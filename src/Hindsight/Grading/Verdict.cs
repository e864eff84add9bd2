namespace Hindsight.Grading;

/// <summary>One criterion's verdict on one answer.</summary>
public sealed record Verdict
{
    /// <summary>The criterion.</summary>
    public required string CriterionId { get; init; }

    /// <summary>Met, unmet or unknown.</summary>
    public required VerdictKind Kind { get; init; }

    /// <summary>How far a levelled criterion (or a check that measures) is fulfilled, 0 to 1, or <see langword="null"/>.</summary>
    public double? Degree { get; init; }

    /// <summary>Why, quoting what was found.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Who said so: <c>check:ID</c> or <c>judge:NAME</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Why it is unknown; <see langword="null"/> otherwise.</summary>
    public UngradedCause? Cause { get; init; }
}
