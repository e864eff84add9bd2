namespace Hindsight.Answers;

/// <summary>What another rubric makes of an answer.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Before">The old score; <see langword="null"/>: ungraded.</param>
/// <param name="After">The new score; <see langword="null"/>: ungraded.</param>
/// <param name="RankBefore">Its place by the old score, 1 the best; equal scores share the best place of theirs. 0 where either score is missing.</param>
/// <param name="RankAfter">Its place by the new score, likewise.</param>
/// <param name="Verdicts">The criteria of both rubrics whose verdict differs.</param>
public sealed record AnswerChange(GivenAnswer Answer, double? Before, double? After, int RankBefore, int RankAfter, IReadOnlyList<VerdictChange> Verdicts);
