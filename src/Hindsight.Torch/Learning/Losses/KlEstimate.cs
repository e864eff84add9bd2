using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning.Losses;

/// <summary>Estimates of KL(π_θ ‖ π_ref) from single tokens (J. Schulman, "Approximating KL divergence", 2020), with d = log π_ref − log π_θ.</summary>
internal static class KlEstimate
{
    /// <summary>k3 = exp(d) − d − 1, never negative.</summary>
    /// <param name="logProbs">log π_θ</param>
    /// <param name="reference">log π_ref</param>
    /// <param name="clamped">Clamps d to ±20 and k3 to ±10, as the published code does: no gradient beyond.</param>
    public static Tensor K3(Tensor logProbs, Tensor reference, bool clamped)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor d = reference - logProbs;
        if (clamped) d = d.clamp(-20, 20);
        Tensor k3 = d.exp() - d - 1;
        return (clamped ? k3.clamp(-10, 10) : k3).MoveToOuterDisposeScope();
    }

    /// <summary>k1 = −d: unbiased, of either sign.</summary>
    public static Tensor K1(Tensor logProbs, Tensor reference) => logProbs - reference;

    /// <summary>|d|</summary>
    public static Tensor Absolute(Tensor logProbs, Tensor reference)
    {
        using DisposeScope scope = NewDisposeScope();
        return (logProbs - reference).abs().MoveToOuterDisposeScope();
    }

    /// <summary>k2 = d² / 2</summary>
    public static Tensor K2(Tensor logProbs, Tensor reference)
    {
        using DisposeScope scope = NewDisposeScope();
        return (logProbs - reference).square().mul(0.5).MoveToOuterDisposeScope();
    }
}
