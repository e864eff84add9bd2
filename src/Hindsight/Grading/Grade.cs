using System.Text.Json.Serialization;
using Hindsight.Rubrics;

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

    /// <summary>What each judge that was called cost, by its name.</summary>
    public IReadOnlyDictionary<string, GradeUsage> UsageByJudge { get; init; } = new Dictionary<string, GradeUsage>();

    /// <summary>What the judges cost together.</summary>
    public GradeUsage Usage => GradeUsage.Sum(UsageByJudge.Values);

    /// <summary>Whether the answer speaks to its grader; <see langword="null"/>: nobody was asked.</summary>
    public SteeringFinding? Steering { get; init; }

    /// <summary>What a held-out judge gave the same answer; <see langword="null"/>: it was not asked.</summary>
    public GoldScore? Gold { get; init; }

    /// <summary>Whether anybody but code decided a criterion that applies.</summary>
    [JsonIgnore]
    public bool IsJudged => Verdicts.Any(v => !v.IsByCode && v.Kind != VerdictKind.NotApplicable);

    /// <summary>Whether there is a score.</summary>
    public bool IsGraded => Score is not null;

    /// <summary>The grade that the verdicts make: their score, or the first unknown verdict's cause and reason. Each verdict keeps the weight that it counted with.</summary>
    /// <param name="rubric">The rubric.</param>
    /// <param name="verdicts">One for each of its criteria, in its order.</param>
    /// <param name="usage">What each judge cost, by its name; <see langword="null"/>: none was called.</param>
    /// <exception cref="ArgumentException">The verdicts are not a complete and valid set (<see cref="RubricScore.Compute"/>).</exception>
    public static Grade From(Rubric rubric, IReadOnlyList<Verdict> verdicts, IReadOnlyDictionary<string, GradeUsage>? usage = null)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        double? score = RubricScore.Compute(rubric.Criteria, verdicts);
        Verdict? unknown = verdicts.FirstOrDefault(v => v.Kind == VerdictKind.Unknown);
        return new Grade
        {
            Verdicts = [.. verdicts.Zip(rubric.Criteria, (verdict, criterion) => verdict with { Weight = criterion.Weight, Veto = criterion.Veto })],
            Score = score,
            Cause = unknown is null ? null : unknown.Cause ?? throw new ArgumentException($"The unknown verdict on '{unknown.CriterionId}' has no cause.", nameof(verdicts)),
            CauseDetail = unknown?.Reason,
            Rubric = rubric.Name,
            RubricVersion = rubric.Version,
            UsageByJudge = usage ?? new Dictionary<string, GradeUsage>(),
        };
    }

    /// <summary>The grade of an answer to which the rubric could not be applied (<see cref="UngradedCause.RubricFault"/>).</summary>
    /// <param name="rubric">The rubric's name.</param>
    /// <param name="version">Its version, or empty where it was not found.</param>
    /// <param name="detail">What is wrong.</param>
    public static Grade RubricFault(string rubric, string version, string detail) => new()
    {
        Verdicts = [],
        Cause = UngradedCause.RubricFault,
        CauseDetail = detail,
        Rubric = rubric,
        RubricVersion = version,
    };
}
