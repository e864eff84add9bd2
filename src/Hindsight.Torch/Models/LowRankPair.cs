using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>One projection's adapter, or its gradient: rows <paramref name="Row"/> … of a (stacked) matrix get scale · B A.</summary>
/// <param name="Row">The first output row of the stacked matrix that it acts on.</param>
/// <param name="A"><c>[r, in]</c></param>
/// <param name="B"><c>[out, r]</c></param>
internal sealed record LowRankPair(long Row, Tensor A, Tensor B);
