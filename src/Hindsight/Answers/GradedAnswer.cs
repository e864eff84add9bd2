using Hindsight.Grading;

namespace Hindsight.Answers;

/// <summary>A given answer with its grade.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Grade">Its grade.</param>
public sealed record GradedAnswer(GivenAnswer Answer, Grade Grade);
