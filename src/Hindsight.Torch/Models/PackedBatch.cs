using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>Sequences of any length laid end to end, and how they attend. It owns its tensors.</summary>
internal sealed class PackedBatch : IDisposable
{
    private readonly Lazy<IReadOnlyList<AttentionBlock>> _blocks;

    public PackedBatch(int[] tokens, int[] positions, IReadOnlyList<PackedSegment> segments, int[] rows, int[] targets, Device device, ScalarType type)
    {
        Length = tokens.Length;
        TargetCount = targets.Length;
        using DisposeScope scope = NewDisposeScope();
        Tokens = Index(tokens, device);
        Positions = Index(positions, device);
        Rows = Index(rows, device);
        Targets = Index(targets, device);
        Trees = AttentionTree.Plan(segments);
        _blocks = new Lazy<IReadOnlyList<AttentionBlock>>(() => AttentionBlock.Plan(segments, device, type));
    }

    /// <summary>T: the number of rows.</summary>
    public int Length { get; }

    /// <summary>S: the number of scored tokens.</summary>
    public int TargetCount { get; }

    /// <summary><c>[T]</c>, int64.</summary>
    public Tensor Tokens { get; }

    /// <summary><c>[T]</c>, int64: each token's place in its own sequence.</summary>
    public Tensor Positions { get; }

    /// <summary><c>[S]</c>, int64: the row that predicts each scored token. A row may occur more than once.</summary>
    public Tensor Rows { get; }

    /// <summary><c>[S]</c>, int64: the scored tokens.</summary>
    public Tensor Targets { get; }

    /// <summary>How the rows attend, as trees of segments.</summary>
    public IReadOnlyList<AttentionTree> Trees { get; }

    /// <summary>How the rows attend, in padded blocks; a block's prefix belongs to an earlier block.</summary>
    public IReadOnlyList<AttentionBlock> Blocks => _blocks.Value;

    public void Dispose()
    {
        if (_blocks.IsValueCreated)
        {
            foreach (AttentionBlock block in Blocks) block.Dispose();
        }

        foreach (Tensor tensor in (Tensor[])[Tokens, Positions, Rows, Targets]) tensor.Dispose();
    }

    private static Tensor Index(int[] values, Device device) =>
        tensor(Array.ConvertAll(values, value => (long)value), ScalarType.Int64, device).DetachFromDisposeScope();
}
