using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>One layer's weights, each matrix <c>[out, in]</c>. It does not own them.</summary>
internal sealed record LayerWeights(
    Tensor InputNorm, Tensor Query, Tensor Key, Tensor Value, Tensor Output, Tensor PostNorm, Tensor Gate, Tensor Up, Tensor Down);
