using System.Runtime.InteropServices;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>One worker's fp32 buffers for the attention of one key and value head: keys and values of a tree's root followed by one branch's, and a block of queries.</summary>
internal sealed unsafe class AttentionScratch : IDisposable
{
    /// <summary>Queries that are computed together.</summary>
    public const int Block = 32;

    private readonly float* _memory;
    private readonly int _length;

    /// <summary>Buffers for so many keys of so wide a head.</summary>
    public AttentionScratch(int keys, int width, bool backward)
    {
        Keys = SmallProduct.RoundUp(keys, SmallProduct.ColumnStep);
        Width = SmallProduct.RoundUp(width, SmallProduct.ColumnStep);
        int matrix = Keys * Width, rows = Block * Width, scores = Block * Keys;
        _length = (backward ? 6 : 2) * matrix + (backward ? 4 : 2) * rows + (backward ? 2 : 1) * scores + Block;
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)_length * sizeof(float), 64);
        new Span<float>(_memory, _length).Clear();
        float* at = _memory;
        float* Take(int size)
        {
            float* taken = at;
            at += size;
            return taken;
        }

        KeysTransposed = Take(matrix);
        Values = Take(matrix);
        Queries = Take(rows);
        Output = Take(rows);
        Scores = Take(scores);
        QueryScale = Take(Block);
        if (!backward) return;
        KeyRows = Take(matrix);
        ValuesTransposed = Take(matrix);
        KeyGradients = Take(matrix);
        ValueGradients = Take(matrix);
        OutputGradients = Take(rows);
        QueryGradients = Take(rows);
        ScoreGradients = Take(scores);
    }

    /// <summary>The stride of what has a column a key.</summary>
    public int Keys { get; }

    /// <summary>The stride of what has a column a dimension of the head.</summary>
    public int Width { get; }

    /// <summary><c>[d, keys]</c></summary>
    public float* KeysTransposed { get; }

    /// <summary><c>[keys, d]</c></summary>
    public float* KeyRows { get; }

    /// <summary><c>[keys, d]</c></summary>
    public float* Values { get; }

    /// <summary><c>[d, keys]</c></summary>
    public float* ValuesTransposed { get; }

    /// <summary><c>[keys, d]</c></summary>
    public float* KeyGradients { get; }

    /// <summary><c>[keys, d]</c></summary>
    public float* ValueGradients { get; }

    /// <summary><c>[block, d]</c>, times 1/√d.</summary>
    public float* Queries { get; }

    /// <summary><c>[block, d]</c></summary>
    public float* Output { get; }

    /// <summary><c>[block, d]</c></summary>
    public float* OutputGradients { get; }

    /// <summary><c>[block, d]</c></summary>
    public float* QueryGradients { get; }

    /// <summary><c>[block, keys]</c>: scores, then probabilities.</summary>
    public float* Scores { get; }

    /// <summary><c>[block, keys]</c></summary>
    public float* ScoreGradients { get; }

    /// <summary><c>[block]</c>: one over each softmax's sum; backwards, each output's product with its gradient.</summary>
    public float* QueryScale { get; }

    /// <summary>Sets the gradients of some keys and values to 0.</summary>
    public void ClearGradients(int place, int count)
    {
        new Span<float>(KeyGradients + (nint)place * Width, count * Width).Clear();
        new Span<float>(ValueGradients + (nint)place * Width, count * Width).Clear();
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
