using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>Causal attention of ragged segments without padding, masks or copies of shared keys (the tiling of arXiv 2205.14135, its sums in fp32): scores exist for a block of queries at a time.</summary>
/// <param name="architecture">H, Hkv and d.</param>
/// <param name="trees">How the rows attend.</param>
internal sealed unsafe class FusedAttention(Architecture architecture, IReadOnlyList<AttentionTree> trees)
{
    private const int Lanes = 16;
    private readonly int _queries = architecture.Heads, _keys = architecture.KeyValueHeads, _width = architecture.HeadDimension;

    /// <summary>The heads' outputs, <c>[T, H d]</c>, and the logs of their softmax's sums, <c>[T, H]</c>.</summary>
    /// <param name="heads"><c>[T, (H + 2 Hkv) d]</c></param>
    public (Tensor Output, Tensor LogSums) Forward(Tensor heads)
    {
        Tensor output = heads.new_empty(heads.shape[0], (long)_queries * _width), logSums = empty(heads.shape[0], _queries);
        if (heads.dtype == ScalarType.Float32) Forward<Float32Element>(heads, output, logSums);
        else Forward<BFloat16Element>(heads, output, logSums);
        return (output, logSums);
    }

    /// <summary>The gradient of the heads.</summary>
    /// <param name="gradient">Of the output, <c>[T, H d]</c></param>
    /// <param name="heads"><c>[T, (H + 2 Hkv) d]</c></param>
    /// <param name="output">What <see cref="Forward(Tensor)"/> gave.</param>
    /// <param name="logSums">What <see cref="Forward(Tensor)"/> gave.</param>
    public Tensor Backward(Tensor gradient, Tensor heads, Tensor output, Tensor logSums)
    {
        Tensor result = empty_like(heads);
        if (heads.dtype == ScalarType.Float32) Backward<Float32Element>(gradient, heads, output, logSums, result);
        else Backward<BFloat16Element>(gradient, heads, output, logSums, result);
        return result;
    }

    /// <summary>Runs a kernel for every tree and key head, each on one worker, so that sums over what shares a key need no order among workers.</summary>
    private void Run(bool backward, Action<AttentionTree, int, AttentionScratch> kernel)
    {
        int count = trees.Count * _keys, next = -1, longest = trees.Max(tree => tree.Root.Length + tree.LongestBranch);
        RowParallel.Run(Math.Min(RowParallel.Workers, count), long.MaxValue / 1024, (_, _, _) =>
        {
            using var scratch = new AttentionScratch(longest, _width, backward);
            for (int item; (item = Interlocked.Increment(ref next)) < count;) kernel(trees[item / _keys], item % _keys, scratch);
        });
    }

    private void Forward<T>(Tensor heads, Tensor output, Tensor logSums)
        where T : IElement
    {
        var memory = new AttentionMemory<T>(heads, output, logSums, _queries, _keys, _width);
        Run(backward: false, (tree, key, scratch) =>
        {
            foreach (PackedSegment segment in (PackedSegment[])[tree.Root, .. tree.Branches])
            {
                memory.ReadKeys(segment, key, scratch, backward: false);
                for (int head = key * (_queries / _keys); head < (key + 1) * (_queries / _keys); head++) ForwardHead(memory, segment, head, scratch);
            }
        });
    }

    private void ForwardHead<T>(AttentionMemory<T> memory, PackedSegment segment, int head, AttentionScratch scratch)
        where T : IElement
    {
        for (int start = 0; start < segment.Length; start += AttentionScratch.Block)
        {
            int rows = Math.Min(AttentionScratch.Block, segment.Length - start), seen = segment.PrefixLength + start + rows;
            int columns = SmallProduct.RoundUp(seen, SmallProduct.ColumnStep), padded = SmallProduct.RoundUp(rows, SmallProduct.RowStep);
            memory.ReadQueries(segment.Start + start, rows, head, scratch);
            SmallProduct.Multiply(scratch.Queries, scratch.Width, scratch.KeysTransposed, scratch.Keys, scratch.Scores, scratch.Keys, padded, columns, _width);
            for (int i = 0; i < rows; i++)
            {
                (float sum, float logSum) = Softmax(scratch.Scores + i * scratch.Keys, segment.PrefixLength + start + i + 1, columns);
                memory.LogSum(segment.Start + start + i, head) = logSum;
                scratch.QueryScale[i] = 1 / sum;
            }

            SmallProduct.Multiply(scratch.Scores, scratch.Keys, scratch.Values, scratch.Width, scratch.Output, scratch.Width, padded, scratch.Width, seen);
            memory.WriteOutput(segment.Start + start, rows, head, scratch);
        }
    }

    private void Backward<T>(Tensor gradient, Tensor heads, Tensor output, Tensor logSums, Tensor result)
        where T : IElement
    {
        var memory = new AttentionMemory<T>(heads, output, logSums, _queries, _keys, _width) { Gradient = Fused.Memory(gradient), Result = Fused.Memory(result) };
        Run(backward: true, (tree, key, scratch) =>
        {
            int root = tree.Root.Length;
            scratch.ClearGradients(0, root);
            foreach (PackedSegment segment in (PackedSegment[])[tree.Root, .. tree.Branches])
            {
                memory.ReadKeys(segment, key, scratch, backward: true);
                if (segment.PrefixLength > 0) scratch.ClearGradients(root, segment.Length);
                for (int head = key * (_queries / _keys); head < (key + 1) * (_queries / _keys); head++) BackwardHead(memory, segment, head, scratch);
                if (segment.PrefixLength > 0) memory.WriteKeyGradients(segment.Start, segment.Length, root, key, scratch);
            }

            memory.WriteKeyGradients(tree.Root.Start, root, 0, key, scratch);
        });
    }

    private void BackwardHead<T>(AttentionMemory<T> memory, PackedSegment segment, int head, AttentionScratch scratch)
        where T : IElement
    {
        for (int start = 0; start < segment.Length; start += AttentionScratch.Block)
        {
            int rows = Math.Min(AttentionScratch.Block, segment.Length - start), seen = segment.PrefixLength + start + rows, first = segment.Start + start;
            int columns = SmallProduct.RoundUp(seen, SmallProduct.ColumnStep), padded = SmallProduct.RoundUp(rows, SmallProduct.RowStep);
            int keyRows = SmallProduct.RoundUp(seen, SmallProduct.RowStep);
            memory.ReadQueries(first, rows, head, scratch);
            memory.ReadOutputGradients(first, rows, head, scratch);
            SmallProduct.Multiply(scratch.Queries, scratch.Width, scratch.KeysTransposed, scratch.Keys, scratch.Scores, scratch.Keys, padded, columns, _width);
            SmallProduct.Multiply(
                scratch.OutputGradients, scratch.Width, scratch.ValuesTransposed, scratch.Keys, scratch.ScoreGradients, scratch.Keys, padded, columns, _width);
            for (int i = 0; i < rows; i++)
            {
                // dS = P (dP − Σ dO O)
                SoftmaxGradient(
                    scratch.Scores + i * scratch.Keys, scratch.ScoreGradients + i * scratch.Keys, segment.PrefixLength + start + i + 1, columns,
                    memory.LogSum(first + i, head), scratch.QueryScale[i]);
            }

            SmallProduct.Multiply(scratch.ScoreGradients, scratch.Keys, scratch.KeyRows, scratch.Width, scratch.QueryGradients, scratch.Width, padded, scratch.Width, seen);
            memory.WriteQueryGradients(first, rows, head, scratch);
            SmallProduct.AddTransposed(scratch.ScoreGradients, scratch.Keys, scratch.Queries, scratch.Width, scratch.KeyGradients, scratch.Width, keyRows, scratch.Width, rows);
            SmallProduct.AddTransposed(scratch.Scores, scratch.Keys, scratch.OutputGradients, scratch.Width, scratch.ValueGradients, scratch.Width, keyRows, scratch.Width, rows);
        }
    }

    /// <summary>Turns a row of scores into e^(s − largest) over the keys that it sees and 0 beyond; the row's buffer is a whole number of vectors.</summary>
    private static (float Sum, float LogSum) Softmax(float* row, int seen, int columns)
    {
        Hide(row, seen, columns, float.NegativeInfinity);
        Vector512<float> largest = Vector512.Create(float.NegativeInfinity);
        int end = SmallProduct.RoundUp(seen, Lanes);
        for (int j = 0; j < end; j += Lanes) largest = Vector512.MaxNative(largest, Vector512.Load(row + j));
        float top = largest.GetElement(0);
        for (int lane = 1; lane < Lanes; lane++) top = MathF.Max(top, largest.GetElement(lane));
        Vector512<float> sum = default, shift = Vector512.Create(top);
        for (int j = 0; j < end; j += Lanes)
        {
            Vector512<float> e = VectorMath.Exp(Vector512.Load(row + j) - shift);
            e.Store(row + j);
            sum += e;
        }

        for (int j = end; j < columns; j += Lanes) Vector512<float>.Zero.Store(row + j);
        float total = Vector512.Sum(sum);
        return (total, top + MathF.Log(total));
    }

    private static void SoftmaxGradient(float* scores, float* gradients, int seen, int columns, float logSum, float own)
    {
        Hide(scores, seen, columns, float.NegativeInfinity);
        Vector512<float> shift = Vector512.Create(logSum), mean = Vector512.Create(own);
        int end = SmallProduct.RoundUp(seen, Lanes);
        for (int j = 0; j < end; j += Lanes)
        {
            Vector512<float> p = VectorMath.Exp(Vector512.Load(scores + j) - shift);
            p.Store(scores + j);
            (p * (Vector512.Load(gradients + j) - mean)).Store(gradients + j);
        }

        for (int j = end; j < columns; j += Lanes)
        {
            Vector512<float>.Zero.Store(scores + j);
            Vector512<float>.Zero.Store(gradients + j);
        }
    }

    private static void Hide(float* row, int seen, int columns, float value)
    {
        for (int j = seen; j < Math.Min(columns, SmallProduct.RoundUp(seen, Lanes)); j++) row[j] = value;
    }
}
