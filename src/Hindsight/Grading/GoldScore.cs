namespace Hindsight.Grading;

/// <summary>What a held-out judge, by whose word nothing is trained, gave an answer: beside the score that is trained on, it shows where that one is being gamed.</summary>
/// <param name="Judge">The held-out judge's name.</param>
/// <param name="Score">The score, 0 to 1, or <see langword="null"/>: it could not grade the answer.</param>
/// <param name="Cause">Why it could not; <see langword="null"/> otherwise.</param>
public sealed record GoldScore(string Judge, double? Score, UngradedCause? Cause = null);
