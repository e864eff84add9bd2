using Hindsight.Rubrics;

namespace Hindsight.Grading;

/// <summary>What became of an answer that was to be mended.</summary>
/// <param name="Text">A text that satisfies all criteria, or <see langword="null"/>: none was found.</param>
/// <param name="Missed">The criteria that the answer missed.</param>
/// <param name="Left">The criteria that could not be mended; empty where there is a text.</param>
public sealed record RepairedAnswer(string? Text, IReadOnlyList<Criterion> Missed, IReadOnlyList<Criterion> Left);
