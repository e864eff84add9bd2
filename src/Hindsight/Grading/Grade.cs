namespace Hindsight.Grading;

/// <summary>The verdicts on one answer, and either a score or the cause why there is none.</summary>
public sealed record Grade
{
    /// <summary>One verdict for each criterion, in the rubric's order; empty only where the rubric itself could not be applied.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>The score, 0 to 1 (specification, section 2), or <see langword="null"/>: ungraded.</summary>
    public double? Score { get; init; }

    /// <summary>Why there is no score: the first unknown verdict's cause. <see langword="null"/> when graded.</summary>
    public UngradedCause? Cause { get; init; }

    /// <summary>The cause in words.</summary>
    public string? CauseDetail { get; init; }

    /// <summary>The rubric's name.</summary>
    public required string Rubric { get; init; }

    /// <summary>The rubric's version.</summary>
    public required string RubricVersion { get; init; }

    /// <summary>What the judges cost.</summary>
    public GradeUsage Usage { get; init; } = GradeUsage.None;

    /// <summary>Whether there is a score.</summary>
    public bool IsGraded => Score is not null;
}
