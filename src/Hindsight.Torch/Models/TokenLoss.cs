using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>The gradient of a loss that is a sum over scored tokens, for one chunk of them.</summary>
/// <param name="start">The chunk's first scored token.</param>
/// <param name="logProbs">The tokens' log-probs, <c>[c]</c>.</param>
/// <param name="entropies">The entropies, <c>[c]</c>.</param>
/// <returns>∂loss/∂log-prob and, where entropies take part, ∂loss/∂entropy, <c>[c]</c> each.</returns>
internal delegate (Tensor LogProb, Tensor? Entropy) TokenLoss(long start, Tensor logProbs, Tensor entropies);
