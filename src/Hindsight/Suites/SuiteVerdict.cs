using Hindsight.Grading;

namespace Hindsight.Suites;

/// <summary>What was found of one instruction, constraint or criterion in one answer.</summary>
public sealed record SuiteVerdict
{
    /// <summary>The instruction's id, the constraint's sentence, or the criterion's id.</summary>
    public required string Name { get; init; }

    /// <summary>The verdict; by the strict reading, where there is a loose one too.</summary>
    public required VerdictKind Verdict { get; init; }

    /// <summary>Why, quoting what was found.</summary>
    public required string Reason { get; init; }

    /// <summary>The verdict by the loose reading, or <see langword="null"/>: there is none.</summary>
    public VerdictKind? Loose { get; init; }

    /// <summary>Why, by the loose reading.</summary>
    public string? LooseReason { get; init; }

    /// <summary>How far from met, 0 to 1, where that was measured.</summary>
    public double? Degree { get; init; }

    /// <summary>The criterion's weight where it is not 1; negative: a pitfall, which is met when the answer runs into it.</summary>
    public double? Weight { get; init; }

    /// <summary>Who said so: <c>check:ID</c> or <c>judge:NAME</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the answer is as it should be: met, or a pitfall avoided.</summary>
    internal bool IsSatisfied(bool loose = false) => (loose ? Loose : Verdict) == (Weight < 0 ? VerdictKind.Unmet : VerdictKind.Met);

    /// <summary>What a grade says of a demand.</summary>
    internal static SuiteVerdict Of(SuiteDemand demand, Grade grade)
    {
        Verdict strict = grade.Verdicts.First(v => v.CriterionId == demand.Criterion);
        Verdict? loose = grade.Verdicts.FirstOrDefault(v => v.CriterionId == demand.Loose);
        return Of(strict) with { Name = demand.Name, Loose = loose?.Kind, LooseReason = loose?.Reason };
    }

    /// <summary>What a grade says of a criterion.</summary>
    internal static SuiteVerdict Of(Verdict verdict) => new()
    {
        Name = verdict.CriterionId, Verdict = verdict.Kind, Reason = verdict.Reason, Degree = verdict.Degree, Weight = verdict.Weight == 1 ? null : verdict.Weight, Source = verdict.Source,
    };
}
