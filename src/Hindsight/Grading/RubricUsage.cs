namespace Hindsight.Grading;

/// <summary>What one judge cost on answers of one rubric.</summary>
/// <param name="Judge">The judge's name.</param>
/// <param name="Rubric">The rubric's name; empty for what belongs to none, such as advice.</param>
/// <param name="Usage">Calls, tokens and cost.</param>
public sealed record RubricUsage(string Judge, string Rubric, GradeUsage Usage)
{
    /// <summary>What grades cost, by judge and rubric in ordinal order.</summary>
    public static IReadOnlyList<RubricUsage> Of(IEnumerable<Grade> grades) =>
        Sum(grades.SelectMany(g => g.UsageByJudge.Select(u => new RubricUsage(u.Key, g.Rubric, u.Value))));

    /// <summary>Adds up what belongs to the same judge and rubric, in ordinal order.</summary>
    public static IReadOnlyList<RubricUsage> Sum(IEnumerable<RubricUsage> usages) =>
    [
        .. usages.GroupBy(u => (u.Judge, u.Rubric)).Select(g => new RubricUsage(g.Key.Judge, g.Key.Rubric, GradeUsage.Sum(g.Select(u => u.Usage))))
            .OrderBy(u => u.Judge, StringComparer.Ordinal).ThenBy(u => u.Rubric, StringComparer.Ordinal),
    ];
}
