namespace Hindsight.Rubrics;

/// <summary>What keeps answers from being graded by a rubric.</summary>
/// <param name="CriterionId">The criterion at fault, or <see langword="null"/>: the rubric as a whole.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record RubricFault(string? CriterionId, string Message)
{
    /// <summary>The key that it comes from: of the criterion, else of the task; <see langword="null"/>: of none in particular.</summary>
    internal string? Key { get; init; }

    /// <summary>Whether it lies in the rubric's template.</summary>
    internal bool IsOfTemplate { get; init; }

    /// <summary>The task's variable that it comes from, or <see langword="null"/>.</summary>
    internal string? Variable { get; init; }
}
