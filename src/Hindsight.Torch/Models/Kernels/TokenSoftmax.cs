using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>The log-prob of a chosen token in each row of logits, the row's entropy, and the gradients of both.</summary>
internal static class TokenSoftmax
{
    /// <summary>Scores rows; the logits stay as they are.</summary>
    /// <param name="logits"><c>[c, V]</c></param>
    /// <param name="targets"><c>[c]</c>, int64</param>
    /// <param name="temperature">Divides the logits.</param>
    public static TokenScores Score(Tensor logits, Tensor targets, double temperature) =>
        Fused.Supports(logits) ? FusedTokenSoftmax.Score(logits, targets, temperature) : PlainScore(logits, targets, temperature);

    /// <summary>The gradient of the logits in their own type; their memory may be used for it.</summary>
    /// <param name="logits"><c>[c, V]</c></param>
    /// <param name="targets"><c>[c]</c>, int64</param>
    /// <param name="temperature">Divides the logits.</param>
    /// <param name="scores">What <see cref="Score"/> gave.</param>
    /// <param name="dLogProbs">∂loss/∂log-prob, <c>[c]</c></param>
    /// <param name="dEntropies">∂loss/∂entropy, <c>[c]</c>, or <see langword="null"/>.</param>
    public static Tensor Differentiate(Tensor logits, Tensor targets, double temperature, TokenScores scores, Tensor dLogProbs, Tensor? dEntropies) =>
        Fused.Supports(logits)
            ? FusedTokenSoftmax.Differentiate(logits, targets, temperature, scores, dLogProbs, dEntropies)
            : PlainDifferentiate(logits, targets, temperature, scores, dLogProbs, dEntropies);

    /// <summary>By torch's operations, on any device.</summary>
    internal static TokenScores PlainScore(Tensor logits, Tensor targets, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = Wide(logits, temperature);
        Tensor normalizers = wide.logsumexp(1);
        Tensor chosen = wide.gather(1, targets.unsqueeze(1)).squeeze(1) - normalizers;
        wide = wide.sub_(normalizers.unsqueeze(1));
        Tensor entropies = -(wide.exp() * wide).sum([1L]);
        return new TokenScores(chosen.MoveToOuterDisposeScope(), entropies.MoveToOuterDisposeScope(), normalizers.MoveToOuterDisposeScope());
    }

    /// <summary>By torch's operations, on any device.</summary>
    internal static Tensor PlainDifferentiate(Tensor logits, Tensor targets, double temperature, TokenScores scores, Tensor dLogProbs, Tensor? dEntropies)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor all = Wide(logits, temperature).sub_(scores.Normalizers.unsqueeze(1));
        Tensor pull = -dLogProbs.unsqueeze(1);
        if (dEntropies is not null) pull = pull - dEntropies.unsqueeze(1) * (all + scores.Entropies.unsqueeze(1)); // ∂H/∂l_j = −p_j (log p_j + H)
        Tensor gradient = all.exp_().mul_(pull);
        gradient.scatter_add_(1, targets.unsqueeze(1), dLogProbs.unsqueeze(1));
        return (temperature == 1 ? gradient : gradient.div_(temperature)).to_type(logits.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>A copy, wide and divided.</summary>
    private static Tensor Wide(Tensor logits, double temperature) =>
        logits.to_type(logits.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32).div(temperature);
}
