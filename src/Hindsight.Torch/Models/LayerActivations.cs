using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>What a layer's backward pass needs of its forward pass; the rest is cheap to compute again. It owns its tensors.</summary>
/// <param name="Input">x: <c>[T, D]</c></param>
/// <param name="Attention">What the attention keeps.</param>
/// <param name="Heads">The heads' outputs, <c>[T, H d]</c>.</param>
/// <param name="Middle">x after attention, <c>[T, D]</c></param>
/// <param name="GateUp"><c>[T, 2 F]</c></param>
internal sealed record LayerActivations(Tensor Input, IAttentionState Attention, Tensor Heads, Tensor Middle, Tensor GateUp) : IDisposable
{
    public void Dispose()
    {
        Attention.Dispose();
        foreach (Tensor tensor in (Tensor[])[Input, Heads, Middle, GateUp]) tensor.Dispose();
    }
}
