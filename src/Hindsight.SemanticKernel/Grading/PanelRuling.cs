using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>What the judges of a panel make of a criterion together.</summary>
/// <param name="Rating">What they agree on (<see cref="Agreement.RatingOf(Criterion, Verdict)"/>), or <see langword="null"/>: they do not.</param>
/// <param name="Cause">Why they do not: the first failure where so few decided that they could not agree, else that they disagree.</param>
internal sealed record PanelRuling(double? Rating, UngradedCause? Cause)
{
    /// <summary>Applies the rule.</summary>
    /// <param name="rule">When they agree.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="verdicts">The verdict of each judge of the panel.</param>
    public static PanelRuling Of(PanelRule rule, Criterion criterion, IReadOnlyList<Verdict> verdicts)
    {
        double[] decided = [.. verdicts.Select(v => Agreement.RatingOf(criterion, v)).Where(r => r is not null).Select(r => r!.Value).Order()];
        bool isMost = 2 * decided.Length > verdicts.Count, isSame = decided.Length == 0 || decided[0] == decided[^1];
        double? agreed = rule switch
        {
            PanelRule.Unanimous => isSame && decided.Length == verdicts.Count ? decided[0] : null,
            PanelRule.Median => isMost ? Middle(decided) : null,
            _ => decided.CountBy(r => r).Where(r => 2 * r.Value > verdicts.Count).Select(r => (double?)r.Key).FirstOrDefault(),
        };
        if (agreed is not null)
            return new PanelRuling(agreed, null);
        bool failed = rule == PanelRule.Unanimous ? isSame : !isMost;
        return new PanelRuling(null, failed ? verdicts.First(v => v.Kind == VerdictKind.Unknown).Cause : UngradedCause.JudgeDisagreement);
    }

    /// <summary>The middle one. Two middle ones that differ split the panel in halves: taking either would be a word that only one half stands by.</summary>
    private static double? Middle(double[] ordered)
    {
        double lower = ordered[(ordered.Length - 1) / 2], upper = ordered[ordered.Length / 2];
        return lower == upper ? lower : null;
    }
}
