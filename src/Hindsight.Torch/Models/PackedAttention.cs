using Hindsight.Torch.Models.Kernels;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>Causal attention of a packed batch in one layer: by our own kernel where it applies, else by torch's in padded blocks.</summary>
internal static class PackedAttention
{
    /// <summary>The heads' outputs, <c>[T, H d]</c>, and where a gradient is wanted the state that it needs.</summary>
    /// <param name="architecture">H, Hkv and d.</param>
    /// <param name="batch">How the rows attend.</param>
    /// <param name="heads"><c>[T, (H + 2 Hkv) d]</c>: queries, keys and values, turned. The state keeps it.</param>
    /// <param name="keep">Whether a backward pass follows.</param>
    public static (Tensor Output, IAttentionState? State) Forward(Architecture architecture, PackedBatch batch, Tensor heads, bool keep)
    {
        if (!Fused.Supports(heads)) return BlockedAttention.Forward(architecture, batch.Blocks, heads, keep);
        var attention = new FusedAttention(architecture, batch.Trees);
        (Tensor output, Tensor logSums) = attention.Forward(heads);
        return (output, keep ? new FusedState(attention, heads.DetachFromDisposeScope(), logSums.DetachFromDisposeScope()) : null);
    }

    private sealed class FusedState(FusedAttention attention, Tensor heads, Tensor logSums) : IAttentionState
    {
        public Tensor Backward(Tensor gradient, Tensor output) => attention.Backward(gradient.contiguous(), heads, output, logSums);

        public void Dispose()
        {
            heads.Dispose();
            logSums.Dispose();
        }
    }
}
