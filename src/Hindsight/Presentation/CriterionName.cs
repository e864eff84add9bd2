using Hindsight.Grading;
using Hindsight.Training;

namespace Hindsight.Presentation;

/// <summary>Criteria's names as reports print them: what is unlike the others is marked.</summary>
public static class CriterionName
{
    /// <summary>With what a share of satisfied answers means: a pitfall is satisfied by avoiding it.</summary>
    /// <param name="report">The measurement that the criterion is part of.</param>
    /// <param name="criterion">The criterion's id.</param>
    public static string InRates(EvaluationReport report, string criterion)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Pitfalls.Contains(criterion) ? $"{criterion} (avoided)" : criterion;
    }

    /// <summary>With what the verdict does to the score.</summary>
    internal static string InVerdicts(Verdict verdict) => verdict.Weight < 0 ? $"{verdict.CriterionId} (pitfall)" : verdict.Veto ? $"{verdict.CriterionId} (veto)" : verdict.CriterionId;
}
