namespace Hindsight.Grading;

/// <summary>What a check found.</summary>
/// <param name="Kind">Met, unmet, or unknown (with the cause in <paramref name="Reason"/>).</param>
/// <param name="Reason">What was found, quoted or counted, and what was expected.</param>
/// <param name="Degree">How far from met, 0 to 1 (37 of 40 words: 0.925), where the check can measure it; 1 when met.</param>
public sealed record CheckOutcome(VerdictKind Kind, string Reason, double? Degree = null);
