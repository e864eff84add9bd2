namespace Hindsight.Suites;

/// <summary>A number that was measured on some prompts, with the interval in which it would lie on others of their kind.</summary>
/// <param name="Value"><paramref name="Reached"/> over <paramref name="Of"/>.</param>
/// <param name="Low">The lower end of the 95 % interval.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Reached">What was reached: prompts, instructions, or the sum of scores.</param>
/// <param name="Of">What could have been.</param>
public sealed record Estimate(double Value, double Low, double High, double Reached, double Of);
