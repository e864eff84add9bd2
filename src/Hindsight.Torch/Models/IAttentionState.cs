using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>What an attention forward pass keeps for its backward pass.</summary>
internal interface IAttentionState : IDisposable
{
    /// <summary>The gradient of the heads, <c>[T, (H + 2 Hkv) d]</c>.</summary>
    /// <param name="gradient">Of the output, <c>[T, H d]</c>.</param>
    /// <param name="output">What the forward pass gave.</param>
    Tensor Backward(Tensor gradient, Tensor output);
}
