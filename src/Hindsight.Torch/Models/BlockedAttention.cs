using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>Attention by torch's own kernel in blocks of like length, on any device. The small graph between the heads and their output is autograd's.</summary>
internal sealed class BlockedAttention : IAttentionState
{
    private readonly Architecture _architecture;
    private readonly IReadOnlyList<AttentionBlock> _blocks;
    private readonly List<(Tensor[] Leaves, Tensor Output)> _graphs = [];

    private BlockedAttention(Architecture architecture, IReadOnlyList<AttentionBlock> blocks) => (_architecture, _blocks) = (architecture, blocks);

    private int Queries => _architecture.Heads;

    private int Keys => _architecture.KeyValueHeads;

    private int Width => _architecture.HeadDimension;

    /// <summary>The heads' outputs, <c>[T, H d]</c>, and where a gradient is wanted the state that <see cref="Backward"/> needs.</summary>
    /// <param name="architecture">H, Hkv and d.</param>
    /// <param name="blocks">How the rows attend.</param>
    /// <param name="heads"><c>[T, (H + 2 Hkv) d]</c>: queries, keys and values, turned.</param>
    /// <param name="keep">Whether <see cref="Backward"/> follows.</param>
    public static (Tensor Output, IAttentionState? State) Forward(Architecture architecture, IReadOnlyList<AttentionBlock> blocks, Tensor heads, bool keep)
    {
        var attention = new BlockedAttention(architecture, blocks);
        using DisposeScope scope = NewDisposeScope();
        Tensor? result = null;
        foreach (AttentionBlock block in blocks)
        {
            Tensor output = attention.Attend(block, heads, keep); // [n L, H d]
            if (blocks.Count == 1 && block.Gather is null)
            {
                result = output;
                break;
            }

            result ??= heads.new_empty(heads.shape[0], (long)architecture.Heads * architecture.HeadDimension);
            if (block.Gather is null) result.narrow(0, block.Start, (long)block.Count * block.Length).copy_(output);
            else result.index_copy_(0, block.Rows!, output.index_select(0, block.Places!));
        }

        return (result!.MoveToOuterDisposeScope(), keep ? attention : null);
    }

    /// <inheritdoc/>
    public Tensor Backward(Tensor gradient, Tensor output)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor result = gradient.new_empty(gradient.shape[0], (long)(Queries + 2 * Keys) * Width);
        for (int i = 0; i < _blocks.Count; i++)
        {
            using DisposeScope inner = NewDisposeScope();
            AttentionBlock block = _blocks[i];
            (Tensor[] leaves, Tensor attended) = _graphs[i];
            long rows = (long)block.Count * block.Length;
            Tensor padded = block.Gather is null
                ? gradient.narrow(0, block.Start, rows)
                : gradient.new_zeros(rows, gradient.shape[1]).index_copy_(0, block.Places!, gradient.index_select(0, block.Rows!));
            attended.backward([padded.view(block.Count, block.Length, Queries, Width).transpose(1, 2)]);
            Tensor own = cat([.. leaves.Take(3).Select(leaf => leaf.grad!.transpose(1, 2))], 2).view(rows, -1);
            if (block.Gather is null) result.narrow(0, block.Start, rows).copy_(own);
            else result.index_copy_(0, block.Rows!, own.index_select(0, block.Places!));
            if (block.PrefixLength == 0) continue;
            Tensor prefix = result.narrow(0, block.PrefixStart, block.PrefixLength).view(block.PrefixLength, Queries + 2 * Keys, Width);
            prefix.narrow(1, Queries, Keys).add_(leaves[3].grad!.squeeze(0).transpose(0, 1));
            prefix.narrow(1, Queries + Keys, Keys).add_(leaves[4].grad!.squeeze(0).transpose(0, 1));
        }

        return result.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach ((Tensor[] leaves, Tensor output) in _graphs)
        {
            foreach (Tensor leaf in leaves) leaf.Dispose();
            output.Dispose();
        }

        _graphs.Clear();
    }

    private Tensor Attend(AttentionBlock block, Tensor heads, bool keep)
    {
        using DisposeScope scope = NewDisposeScope();
        long rows = (long)block.Count * block.Length;
        Tensor own = (block.Gather is null ? heads.narrow(0, block.Start, rows) : heads.index_select(0, block.Gather))
            .view(block.Count, block.Length, Queries + 2 * Keys, Width).transpose(1, 2); // [n, H + 2 Hkv, L, d]
        var leaves = new List<Tensor> { own.narrow(1, 0, Queries), own.narrow(1, Queries, Keys), own.narrow(1, Queries + Keys, Keys) };
        if (block.PrefixLength > 0)
        {
            Tensor prefix = heads.narrow(0, block.PrefixStart, block.PrefixLength)
                .view(1, block.PrefixLength, Queries + 2 * Keys, Width).transpose(1, 2);
            leaves.Add(prefix.narrow(1, Queries, Keys));
            leaves.Add(prefix.narrow(1, Queries + Keys, Keys));
        }

        Tensor[] inputs = keep ? [.. leaves.Select(leaf => leaf.detach().requires_grad_())] : [.. leaves];
        using IDisposable mode = set_grad_enabled(keep);
        Tensor key = inputs[1], value = inputs[2];
        if (block.PrefixLength > 0)
        {
            long[] shape = [block.Count, Keys, block.PrefixLength, Width];
            key = cat([inputs[3].expand(shape), key], 2);
            value = cat([inputs[4].expand(shape), value], 2);
        }

        Tensor output = nn.functional.scaled_dot_product_attention(
            inputs[0], Repeat(key), Repeat(value), block.Mask, 0, is_casual: block.Mask is null); // [n, H, L, d]
        if (keep) _graphs.Add(([.. inputs.Select(input => input.DetachFromDisposeScope())], output.DetachFromDisposeScope()));
        using (no_grad())
        {
            return output.detach().transpose(1, 2).reshape(rows, (long)Queries * Width).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Each key and value head serves H / Hkv query heads.</summary>
    private Tensor Repeat(Tensor heads)
    {
        if (Queries == Keys) return heads;
        long[] shape = heads.shape;
        return heads.unsqueeze(2).expand(shape[0], Keys, Queries / Keys, shape[2], Width).reshape(shape[0], Queries, shape[2], Width);
    }
}
