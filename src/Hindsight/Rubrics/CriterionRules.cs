using Hindsight.Documents;

namespace Hindsight.Rubrics;

/// <summary>What must hold between the criteria of one rubric.</summary>
internal static class CriterionRules
{
    /// <summary>The condition that depends on an answer: that another criterion is met or unmet.</summary>
    public static CriterionCondition? OnVerdict(Criterion criterion) => criterion.When is { Kind: ConditionKind.Met or ConditionKind.Unmet } when ? when : null;

    /// <summary>Why a condition on another criterion cannot be decided, or <see langword="null"/>. Conditions look back, so that none depends on itself.</summary>
    /// <param name="id">The criterion that has the condition.</param>
    /// <param name="named">The criterion that the condition names.</param>
    /// <param name="before">The ids of the criteria that stand before it.</param>
    /// <param name="all">All ids.</param>
    public static string? ConditionFault(string id, string named, IReadOnlyCollection<string> before, IReadOnlyCollection<string> all)
    {
        if (before.Contains(named)) return null;
        if (all.Contains(named)) return $"found the criterion '{named}' in the condition of '{id}', expected one that stands before '{id}'.";
        string nearest = NearestName.Of(named, before) is { } name ? $"the nearest is '{name}'" : "there is none";
        return $"found the unknown criterion {Node.Quote(named)} in the condition of '{id}', expected one that stands before '{id}'; {nearest}.";
    }

    /// <summary>Why no score can be computed for some answers, or <see langword="null"/>: what is attainable must not hang on verdicts alone.</summary>
    /// <param name="positive">Whether some weight is positive.</param>
    /// <param name="always">Whether that of a criterion without a condition on another is.</param>
    public static string? WeightFault(bool positive, bool always) =>
        always ? null : positive ? "found a positive weight only in criteria that apply if another is met or unmet, expected one in a criterion that always applies."
        : "found no criterion with a positive weight, expected at least one.";
}
