using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>What rows of logits say of their chosen tokens, <c>[c]</c> each, in fp32 (fp64 where the logits are).</summary>
/// <param name="LogProbs">The chosen tokens' log-probs.</param>
/// <param name="Entropies">The entropies in nats.</param>
/// <param name="Normalizers">The log of the sum of exponentials.</param>
internal sealed record TokenScores(Tensor LogProbs, Tensor Entropies, Tensor Normalizers);
