using Hindsight.Rubrics;

namespace Hindsight.Grading;

/// <summary>
/// From verdicts to a score (specification, section 2): <c>clamp(Σ_{met} w_k / Σ_{w_k &gt; 0} w_k, 0, 1)</c>, and 0 if a veto criterion is unmet. Criteria that do not apply are in
/// neither sum.
/// </summary>
public static class RubricScore
{
    /// <summary>The score, 0 to 1, or <see langword="null"/>: ungraded, because a verdict is unknown. A levelled criterion counts w_k times its degree.</summary>
    /// <param name="criteria">At least one that applies has a positive weight.</param>
    /// <param name="verdicts">One for each criterion, in the same order.</param>
    /// <exception cref="ArgumentException">The verdicts are not those of the criteria, a degree is missing, out of range or contradicts its verdict, or no weight that applies is positive.</exception>
    public static double? Compute(IReadOnlyList<Criterion> criteria, IReadOnlyList<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        ArgumentNullException.ThrowIfNull(verdicts);
        if (criteria.Count != verdicts.Count)
        {
            throw new ArgumentException($"There are {verdicts.Count} verdicts on {criteria.Count} criteria.", nameof(verdicts));
        }

        double reached = 0, attainable = 0;
        bool unknown = false, vetoed = false;
        for (int k = 0; k < criteria.Count; k++)
        {
            (Criterion criterion, Verdict verdict) = (criteria[k], verdicts[k]);
            Check(criterion, verdict);
            unknown |= verdict.Kind == VerdictKind.Unknown;
            vetoed |= criterion.Veto && verdict.Kind == VerdictKind.Unmet;
            reached += criterion.Weight * Fulfilment(criterion, verdict);
            if (verdict.Kind != VerdictKind.NotApplicable) attainable += Math.Max(0, criterion.Weight);
        }

        if (attainable <= 0) throw new ArgumentException("No criterion that applies has a positive weight.", nameof(criteria));
        if (unknown) return null;
        return vetoed ? 0 : Math.Clamp(reached / attainable, 0, 1);
    }

    /// <summary>Whether the answer is as the criterion wants it: met with a weight of at least 0, or unmet with a negative one. An unknown verdict satisfies nothing, nor does one that does not apply.</summary>
    public static bool IsSatisfied(Criterion criterion, Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict.Kind == (criterion.Weight >= 0 ? VerdictKind.Met : VerdictKind.Unmet);
    }

    private static double Fulfilment(Criterion criterion, Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Unknown or VerdictKind.NotApplicable => 0,
        _ when criterion.Levels.Count > 0 => verdict.Degree!.Value,
        VerdictKind.Met => 1,
        _ => 0,
    };

    private static void Check(Criterion criterion, Verdict verdict)
    {
        if (criterion.Id != verdict.CriterionId)
        {
            throw new ArgumentException($"A verdict on '{verdict.CriterionId}' stands where one on '{criterion.Id}' was expected.");
        }

        if (criterion.Levels.Count == 0 || verdict.Kind is VerdictKind.Unknown or VerdictKind.NotApplicable) return;
        if (verdict.Degree is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"The verdict on the levelled criterion '{criterion.Id}' has degree {verdict.Degree?.ToString() ?? "none"}; expected 0 to 1.");
        }

        if (verdict.Kind == VerdictKind.Met != (verdict.Degree == 1))
        {
            throw new ArgumentException($"The levelled criterion '{criterion.Id}' is {verdict.Kind} at degree {verdict.Degree}; it is met when its degree is 1.");
        }
    }
}
