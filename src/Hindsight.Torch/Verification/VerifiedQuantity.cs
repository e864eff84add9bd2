namespace Hindsight.Torch.Verification;

/// <summary>How far a device is from the processor in fp32 in one kind of number.</summary>
/// <param name="Name"><c>logits</c>, <c>log-probs</c>, <c>gradients</c>, <c>gradient scale</c> or <c>optimiser step</c>.</param>
/// <param name="LargestDifference">The largest absolute difference of two numbers.</param>
/// <param name="Where">The tensor or layer with the largest <paramref name="RelativeDifference"/>.</param>
/// <param name="RelativeDifference">The norm of all differences over the norm of the processor's numbers, the largest of all tensors; for <c>gradient scale</c> how far from 1 a layer's gradient must be multiplied.</param>
/// <param name="Tolerance">The largest <paramref name="RelativeDifference"/> that passes.</param>
public sealed record VerifiedQuantity(string Name, double LargestDifference, string Where, double RelativeDifference, double Tolerance)
{
    /// <summary>Whether it passes. A difference that is not a number does not.</summary>
    public bool Passed => RelativeDifference <= Tolerance;
}
