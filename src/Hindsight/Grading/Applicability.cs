using Hindsight.Rubrics;

namespace Hindsight.Grading;

/// <summary>Which criteria count, once the verdicts are in: a criterion whose condition names another one depends on that one's verdict.</summary>
public static class Applicability
{
    /// <summary>The criteria that can still apply, given the verdicts so far: what does not need to be asked is left out.</summary>
    /// <param name="criteria">A rubric's criteria; a condition names one that stands before.</param>
    /// <param name="known">Verdicts by criterion; those of the others are not there yet.</param>
    public static IEnumerable<Criterion> Open(IReadOnlyList<Criterion> criteria, IReadOnlyDictionary<string, Verdict> known)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(known);
        HashSet<string> excluded = [];
        foreach (Criterion criterion in criteria)
        {
            bool excludes = CriterionRules.OnVerdict(criterion) is { } when && (excluded.Contains(when.Name) || (known.TryGetValue(when.Name, out Verdict? verdict) && Fails(when, verdict)));
            if (excludes) excluded.Add(criterion.Id);
            else if (!known.ContainsKey(criterion.Id)) yield return criterion;
        }
    }

    /// <summary>The verdicts with the conditions applied: not applicable where the condition does not hold, unknown where it is unknown whether it holds.</summary>
    /// <param name="criteria">A rubric's criteria; a condition names one that stands before.</param>
    /// <param name="verdicts">Verdicts by criterion; those that cannot apply may be missing.</param>
    /// <param name="sourceOf">Who would have decided a criterion.</param>
    public static IReadOnlyList<Verdict> Apply(IReadOnlyList<Criterion> criteria, IReadOnlyDictionary<string, Verdict> verdicts, Func<Criterion, string> sourceOf)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(verdicts);
        ArgumentNullException.ThrowIfNull(sourceOf);
        Dictionary<string, Verdict> applied = [];
        foreach (Criterion criterion in criteria)
        {
            applied.Add(criterion.Id, CriterionRules.OnVerdict(criterion) is not { } when || !applied.TryGetValue(when.Name, out Verdict? condition) ? verdicts[criterion.Id]
                : condition.Kind == VerdictKind.Unknown ? Undecided(criterion, condition, sourceOf(criterion))
                : Fails(when, condition) ? Verdict.NotApplicable(criterion, sourceOf(criterion), $"'{when.Name}' is {condition.Kind.ToString().ToLowerInvariant()}.")
                : verdicts[criterion.Id]);
        }

        return [.. criteria.Select(c => applied[c.Id])];
    }

    private static Verdict Undecided(Criterion criterion, Verdict condition, string source) => new()
    {
        CriterionId = criterion.Id, Kind = VerdictKind.Unknown, Source = source, Cause = condition.Cause,
        Reason = $"Whether it applies depends on '{condition.CriterionId}': {condition.Reason}",
    };

    private static bool Fails(CriterionCondition when, Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Unknown => false,
        VerdictKind.NotApplicable => true,
        _ => (when.Kind == ConditionKind.Met) != (verdict.Kind == VerdictKind.Met),
    };
}
