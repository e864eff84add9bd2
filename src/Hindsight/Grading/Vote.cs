namespace Hindsight.Grading;

/// <summary>What one judge of a panel said of a criterion.</summary>
/// <param name="Judge">The judge's name.</param>
/// <param name="Kind">Its verdict.</param>
/// <param name="Degree">Its degree on a levelled criterion, 0 to 1; <see langword="null"/> otherwise.</param>
/// <param name="Reason">Its reason.</param>
public sealed record Vote(string Judge, VerdictKind Kind, double? Degree, string Reason);
