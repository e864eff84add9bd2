using Hindsight.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning.Losses;

/// <summary>Estimates of KL(π_θ ‖ π_ref) from single tokens.</summary>
internal static class KlEstimate
{
    /// <summary>The estimate of each token.</summary>
    /// <param name="kind">The estimator, with d = log π_ref − log π_θ.</param>
    /// <param name="logProbs">log π_θ</param>
    /// <param name="reference">log π_ref</param>
    /// <param name="clamped">Clamps k3's d to ±20 and k3 to ±10, as the published code does: no gradient beyond.</param>
    public static Tensor Of(KlKind kind, Tensor logProbs, Tensor reference, bool clamped)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor d = reference - logProbs;
        Tensor estimate = kind switch
        {
            KlKind.K3 => K3(d, clamped),
            KlKind.K2 => d.square() * 0.5,
            KlKind.K1 => -d,
            KlKind.Absolute => d.abs(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an estimator."),
        };
        return estimate.MoveToOuterDisposeScope();
    }

    private static Tensor K3(Tensor d, bool clamped)
    {
        if (clamped) d = d.clamp(-20, 20);
        Tensor k3 = d.exp() - d - 1;
        return clamped ? k3.clamp(-10, 10) : k3;
    }
}
