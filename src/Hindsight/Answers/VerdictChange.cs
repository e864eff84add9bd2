using Hindsight.Grading;

namespace Hindsight.Answers;

/// <summary>A criterion on which two rubrics' verdicts on an answer differ.</summary>
/// <param name="Criterion">The criterion's id.</param>
/// <param name="Before">The old verdict; <see langword="null"/>: the old rubric has no such criterion.</param>
/// <param name="After">The new verdict; <see langword="null"/>: the new rubric has no such criterion.</param>
public sealed record VerdictChange(string Criterion, Verdict? Before, Verdict? After);
