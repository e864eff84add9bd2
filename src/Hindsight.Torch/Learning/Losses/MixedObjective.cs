using Hindsight.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning.Losses;

/// <summary>The mixed objective token by token (arXiv 2603.20046; specification, section 4). All tensors have one shape or broadcast to it.</summary>
internal static class MixedObjective
{
    /// <summary>The policy loss L_t: revised tokens shaped and unclipped (or, for naive hindsight, as on-policy ones) times their scale; the others with PPO's clip and the dual clip.</summary>
    /// <param name="ratios">ρ</param>
    /// <param name="advantages">A</param>
    /// <param name="revised">Which tokens belong to revisions.</param>
    /// <param name="options">ε, c, γ, and how revised tokens count.</param>
    public static Tensor PolicyTokenLoss(Tensor ratios, Tensor advantages, Tensor revised, ObjectiveOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor onPolicy = PolicyLoss.OnPolicy(ratios, advantages, options.ClipLow, options.ClipHigh, options.DualClip);
        Tensor hindsight = options.RevisedLoss == RevisedLoss.Shaped ? PolicyLoss.Shaped(ratios, advantages, options.Gamma) : onPolicy;
        return where(revised, hindsight * options.RevisedScale, onPolicy).MoveToOuterDisposeScope();
    }

    /// <summary>L_t + β KL − η entropy.</summary>
    /// <param name="policyLoss">L_t</param>
    /// <param name="kl">The estimate, or <see langword="null"/> where β = 0.</param>
    /// <param name="entropies">Or <see langword="null"/> where η = 0.</param>
    /// <param name="options">β and η.</param>
    public static Tensor TokenLoss(Tensor policyLoss, Tensor? kl, Tensor? entropies, ObjectiveOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = policyLoss;
        if (kl is not null) loss = loss + kl * options.KlCoefficient;
        if (entropies is not null) loss = loss - entropies * options.EntropyCoefficient;
        return loss.alias().MoveToOuterDisposeScope();
    }
}
