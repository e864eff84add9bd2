namespace Hindsight.Statistics;

/// <summary>A 95 % interval; NaN where there is none.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record Interval(double Low, double High);
