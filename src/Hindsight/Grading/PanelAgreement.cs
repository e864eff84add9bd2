using System.Globalization;

namespace Hindsight.Grading;

/// <summary>How far a panel's judges said the same, over the verdicts of a step or a run. The judge that it escalates to is none of them.</summary>
public sealed record PanelAgreement
{
    /// <summary>The verdicts that it was asked for.</summary>
    public required int Verdicts { get; init; }

    /// <summary>Those of them that at least two of its judges decided: agreement is measured on these.</summary>
    public required int Compared { get; init; }

    /// <summary>The share of pairs of judges that say the same (<see cref="Agreement.Observed"/>), 0 to 1; NaN where nothing can be compared.</summary>
    public required double Share { get; init; }

    /// <summary>Fleiss' kappa (<see cref="Agreement.FleissKappa(IEnumerable{IReadOnlyList{double}})"/>); NaN where nothing can be compared or all said the same of everything.</summary>
    public required double FleissKappa { get; init; }

    /// <summary>How often each rating was given in the compared verdicts: 1 met, 0 unmet, in between a level's degree.</summary>
    public required IReadOnlyDictionary<string, int> Ratings { get; init; }

    /// <summary>Verdicts that were escalated.</summary>
    public required int Escalated { get; init; }

    /// <summary>Verdicts that stayed unknown.</summary>
    public required int Unknown { get; init; }

    /// <summary>Each panel's agreement, in the order in which they appear.</summary>
    /// <param name="verdicts">Verdicts of any source; those of no panel are passed over.</param>
    public static IReadOnlyDictionary<string, PanelAgreement> Of(IEnumerable<Verdict> verdicts) => verdicts
        .Where(verdict => verdict.Votes.Count > 0)
        .Select(verdict => (Panel: PanelSource.NameIn(verdict.Source, out bool isEscalated), IsEscalated: isEscalated, Verdict: verdict))
        .Where(said => said.Panel is not null)
        .GroupBy(said => said.Panel!)
        .ToDictionary(panel => panel.Key, panel => Of([.. panel.Select(said => (said.Verdict, said.IsEscalated))]));

    /// <summary>The agreement over all verdicts of several steps.</summary>
    public static PanelAgreement Sum(IReadOnlyCollection<PanelAgreement> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Dictionary<string, int> ratings = parts.SelectMany(part => part.Ratings).GroupBy(r => r.Key).ToDictionary(g => g.Key, g => g.Sum(r => r.Value));
        int compared = parts.Sum(part => part.Compared);
        double share = parts.Where(part => part.Compared > 0).Sum(part => part.Share * part.Compared) / compared;
        return new PanelAgreement
        {
            Verdicts = parts.Sum(part => part.Verdicts), Compared = compared, Share = share, FleissKappa = Agreement.FleissKappa(share, ratings.Values), Ratings = ratings,
            Escalated = parts.Sum(part => part.Escalated), Unknown = parts.Sum(part => part.Unknown),
        };
    }

    private static PanelAgreement Of(IReadOnlyList<(Verdict Verdict, bool IsEscalated)> said)
    {
        IReadOnlyList<double>[] compared = [.. said.Select(s => MembersRatings(s.Verdict, s.IsEscalated)).Where(Agreement.IsComparable)];
        double share = Agreement.Observed(compared);
        Dictionary<string, int> ratings = compared.SelectMany(r => r).CountBy(r => r).OrderBy(r => r.Key).ToDictionary(r => r.Key.ToString(CultureInfo.InvariantCulture), r => r.Value);
        return new PanelAgreement
        {
            Verdicts = said.Count, Compared = compared.Length, Share = share, FleissKappa = Agreement.FleissKappa(share, ratings.Values), Ratings = ratings,
            Escalated = said.Count(s => s.IsEscalated), Unknown = said.Count(s => s.Verdict.Kind == VerdictKind.Unknown),
        };
    }

    private static IReadOnlyList<double> MembersRatings(Verdict verdict, bool isEscalated) =>
        [.. (isEscalated ? verdict.Votes.SkipLast(1) : verdict.Votes).Select(Agreement.RatingOf).Where(rating => rating is not null).Select(rating => rating!.Value)];
}
