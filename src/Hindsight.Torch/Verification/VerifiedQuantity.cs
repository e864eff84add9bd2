namespace Hindsight.Torch.Verification;

/// <summary>How far a device is from the processor in fp32 in one kind of number.</summary>
/// <param name="Name"><c>logits</c>, <c>log-probs</c>, <c>gradients</c> or <c>optimiser step</c>.</param>
/// <param name="LargestDifference">The largest absolute difference of two numbers.</param>
/// <param name="Where">The tensor or token that it was found at.</param>
/// <param name="RelativeDifference">The norm of all differences over the norm of the processor's numbers; the largest such, where several tensors are compared.</param>
/// <param name="Tolerance">The largest <paramref name="RelativeDifference"/> that passes.</param>
public sealed record VerifiedQuantity(string Name, double LargestDifference, string Where, double RelativeDifference, double Tolerance)
{
    /// <summary>Whether it passes. A difference that is not a number does not.</summary>
    public bool Passed => RelativeDifference <= Tolerance;
}
