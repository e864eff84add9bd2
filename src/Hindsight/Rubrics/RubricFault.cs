namespace Hindsight.Rubrics;

/// <summary>What keeps answers from being graded by a rubric.</summary>
/// <param name="CriterionId">The criterion at fault, or <see langword="null"/>: the rubric as a whole.</param>
/// <param name="Message">What was found and what was expected.</param>
public sealed record RubricFault(string? CriterionId, string Message);
