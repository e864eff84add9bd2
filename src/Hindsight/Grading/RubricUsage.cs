namespace Hindsight.Grading;

/// <summary>What one judge cost on answers of one rubric.</summary>
/// <param name="Judge">The judge's name.</param>
/// <param name="Rubric">The rubric's name; empty for advice; <see cref="NotKept"/>.</param>
/// <param name="Usage">Calls, tokens and cost.</param>
public sealed record RubricUsage(string Judge, string Rubric, GradeUsage Usage)
{
    /// <summary>Stands for the rubric of what was spent on nothing that is still there: answers and advice of steps that were redone, advice that was not used, calls that a kill cut off.</summary>
    public const string NotKept = "(not kept)";

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
