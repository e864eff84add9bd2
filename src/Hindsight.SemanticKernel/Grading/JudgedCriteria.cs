using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>What a judge said.</summary>
/// <param name="Verdicts">One for each criterion that was asked for, in the same order.</param>
/// <param name="Usage">What it cost, by the name of the judge that was called.</param>
internal sealed record JudgedCriteria(IReadOnlyList<Verdict> Verdicts, IReadOnlyDictionary<string, GradeUsage> Usage)
{
    public static IReadOnlyDictionary<string, GradeUsage> NoUsage { get; } = new Dictionary<string, GradeUsage>();

    /// <summary>All criteria unknown for the same cause.</summary>
    public static JudgedCriteria Unknown(IEnumerable<Criterion> criteria, string source, UngradedCause cause, string detail, IReadOnlyDictionary<string, GradeUsage>? usage = null) =>
        new([.. criteria.Select(c => new Verdict { CriterionId = c.Id, Kind = VerdictKind.Unknown, Reason = detail, Source = source, Cause = cause })], usage ?? NoUsage);

    /// <summary>The usages added up, judge by judge.</summary>
    public static IReadOnlyDictionary<string, GradeUsage> Sum(IEnumerable<IReadOnlyDictionary<string, GradeUsage>> usages) =>
        usages.SelectMany(u => u).GroupBy(u => u.Key).ToDictionary(g => g.Key, g => g.Aggregate(GradeUsage.None, (sum, one) => sum.Add(one.Value)));
}
