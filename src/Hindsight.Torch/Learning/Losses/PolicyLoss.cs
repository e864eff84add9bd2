using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning.Losses;

/// <summary>Token losses of the mixed objective (specification, section 4), element by element on tensors of one shape. They are summed under the weights of <see cref="TokenWeights"/>.</summary>
internal static class PolicyLoss
{
    /// <summary>Log-ratios beyond ±20 are clamped and have no gradient.</summary>
    private const double LargestLogRatio = 20;

    /// <summary>ρ = exp(clamp(log π_θ − denominator, −20, 20)).</summary>
    public static Tensor Ratio(Tensor logProbs, Tensor denominators)
    {
        using DisposeScope scope = NewDisposeScope();
        return (logProbs - denominators).clamp(-LargestLogRatio, LargestLogRatio).exp().MoveToOuterDisposeScope();
    }

    /// <summary>max(−A ρ, −A clip(ρ, 1 − ε_low, 1 + ε_high)), and at most −A c where A &lt; 0: PPO (arXiv 1707.06347, eq. 7) with a dual clip (arXiv 1912.09729, eq. 5).</summary>
    public static Tensor OnPolicy(Tensor ratios, Tensor advantages, double clipLow, double clipHigh, double dualClip)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor clipped = maximum(-advantages * ratios, -advantages * ratios.clamp(1 - clipLow, 1 + clipHigh));
        return where(advantages < 0, minimum(clipped, -advantages * dualClip), clipped).MoveToOuterDisposeScope();
    }

    /// <summary>−A ρ / (ρ + γ); γ ≤ 0: −A ρ (arXiv 2603.20046; the shaping is LUFFY's, arXiv 2504.14945).</summary>
    public static Tensor Shaped(Tensor ratios, Tensor advantages, double gamma)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor shaped = gamma > 0 ? ratios / (ratios + gamma) : ratios;
        return (-advantages * shaped).MoveToOuterDisposeScope();
    }

    /// <summary>Where the clipped branch of <see cref="OnPolicy"/> is the larger.</summary>
    public static Tensor IsClipped(Tensor ratios, Tensor advantages, double clipLow, double clipHigh)
    {
        using DisposeScope scope = NewDisposeScope();
        return (-advantages * ratios.clamp(1 - clipLow, 1 + clipHigh) > -advantages * ratios).MoveToOuterDisposeScope();
    }

    /// <summary>Where the dual clip is taken.</summary>
    public static Tensor IsDualClipped(Tensor ratios, Tensor advantages, double clipLow, double clipHigh, double dualClip)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor clipped = maximum(-advantages * ratios, -advantages * ratios.clamp(1 - clipLow, 1 + clipHigh));
        return (clipped > -advantages * dualClip).logical_and(advantages < 0).MoveToOuterDisposeScope();
    }
}
