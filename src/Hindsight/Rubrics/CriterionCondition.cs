namespace Hindsight.Rubrics;

/// <summary>When a criterion applies. One that does not apply has the verdict <see cref="Grading.VerdictKind.NotApplicable"/> and counts neither for nor against the answer.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Name">The id of a criterion that stands before this one, or a variable's name.</param>
/// <param name="Value">The value that the variable must have, or <see langword="null"/>: any but an empty one.</param>
public sealed record CriterionCondition(ConditionKind Kind, string Name, string? Value = null);
