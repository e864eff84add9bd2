namespace Hindsight.Torch.Verification;

/// <summary>A device compared with the processor in fp32.</summary>
/// <param name="Device">The device that was compared.</param>
/// <param name="Dtype">The type that it computed in.</param>
/// <param name="Quantities">What was compared.</param>
public sealed record VerificationResult(string Device, string Dtype, IReadOnlyList<VerifiedQuantity> Quantities)
{
    /// <summary>Whether every quantity passes.</summary>
    public bool Passed => Quantities.All(quantity => quantity.Passed);
}
