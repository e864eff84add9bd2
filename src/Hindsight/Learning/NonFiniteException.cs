namespace Hindsight.Learning;

/// <summary>A loss or a gradient is NaN or infinite.</summary>
/// <param name="what">Which number, of which mini-batch.</param>
public sealed class NonFiniteException(string what) : Exception($"{what} is not finite; the weights are unchanged by this optimiser step.");
