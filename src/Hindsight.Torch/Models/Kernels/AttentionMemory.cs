using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>Moves one head's rows between packed tensors and a worker's fp32 buffers.</summary>
/// <typeparam name="T">The tensors' type.</typeparam>
internal sealed unsafe class AttentionMemory<T>
    where T : IElement
{
    private const int Lanes = 16;
    private readonly byte* _heads, _output;
    private readonly float* _logSums;
    private readonly int _queries, _keys, _width;
    private readonly float _scale;

    public AttentionMemory(Tensor heads, Tensor output, Tensor logSums, int queries, int keys, int width)
    {
        _heads = Fused.Memory(heads);
        _output = Fused.Memory(output);
        _logSums = (float*)Fused.Memory(logSums);
        (_queries, _keys, _width, _scale) = (queries, keys, width, 1 / MathF.Sqrt(width));
    }

    /// <summary>The gradient of the output, <c>[T, H d]</c>.</summary>
    public byte* Gradient { get; init; }

    /// <summary>The gradient of the heads, <c>[T, (H + 2 Hkv) d]</c>.</summary>
    public byte* Result { get; init; }

    /// <summary>The log of a softmax's sum.</summary>
    public ref float LogSum(int row, int head) => ref _logSums[(long)row * _queries + head];

    /// <summary>A segment's keys and values, behind those of its prefix.</summary>
    public void ReadKeys(PackedSegment segment, int key, AttentionScratch scratch, bool backward)
    {
        for (int t = 0; t < segment.Length; t++)
        {
            int place = segment.PrefixLength + t;
            byte* k = Head(_heads, segment.Start + t, _queries + key), v = Head(_heads, segment.Start + t, _queries + _keys + key);
            Spread(k, scratch.KeysTransposed + place, scratch.Keys);
            Read(v, scratch.Values + (nint)place * scratch.Width, 1);
            if (!backward) continue;
            Read(k, scratch.KeyRows + (nint)place * scratch.Width, 1);
            Spread(v, scratch.ValuesTransposed + place, scratch.Keys);
        }
    }

    /// <summary>A block's queries, times 1/√d.</summary>
    public void ReadQueries(int row, int rows, int head, AttentionScratch scratch)
    {
        for (int i = 0; i < rows; i++) Read(Head(_heads, row + i, head), scratch.Queries + i * scratch.Width, _scale);
    }

    /// <summary>A block's output gradients, and each one's product with the output.</summary>
    public void ReadOutputGradients(int row, int rows, int head, AttentionScratch scratch)
    {
        for (int i = 0; i < rows; i++)
        {
            float* d = scratch.OutputGradients + i * scratch.Width;
            byte* o = Output(_output, row + i, head);
            Read(Output(Gradient, row + i, head), d, 1);
            float dot = 0;
            for (int c = 0; c < _width; c++) dot += d[c] * T.LoadOne(o + c * T.Size);
            scratch.QueryScale[i] = dot;
        }
    }

    /// <summary>A block's output, divided by the softmax's sums.</summary>
    public void WriteOutput(int row, int rows, int head, AttentionScratch scratch)
    {
        for (int i = 0; i < rows; i++) Write(scratch.Output + i * scratch.Width, Output(_output, row + i, head), scratch.QueryScale[i]);
    }

    /// <summary>A block's query gradients.</summary>
    public void WriteQueryGradients(int row, int rows, int head, AttentionScratch scratch)
    {
        for (int i = 0; i < rows; i++) Write(scratch.QueryGradients + i * scratch.Width, Head(Result, row + i, head), _scale);
    }

    /// <summary>Key and value gradients from some place of the buffers on.</summary>
    public void WriteKeyGradients(int row, int rows, int place, int key, AttentionScratch scratch)
    {
        for (int t = 0; t < rows; t++)
        {
            Write(scratch.KeyGradients + (nint)(place + t) * scratch.Width, Head(Result, row + t, _queries + key), 1);
            Write(scratch.ValueGradients + (nint)(place + t) * scratch.Width, Head(Result, row + t, _queries + _keys + key), 1);
        }
    }

    private byte* Head(byte* memory, int row, int head) => memory + ((long)row * (_queries + 2 * _keys) + head) * _width * T.Size;

    private byte* Output(byte* memory, int row, int head) => memory + ((long)row * _queries + head) * _width * T.Size;

    private void Read(byte* from, float* to, float scale)
    {
        int c = 0;
        for (; c <= _width - Lanes; c += Lanes) (T.Load(from + c * T.Size) * scale).Store(to + c);
        for (; c < _width; c++) to[c] = T.LoadOne(from + c * T.Size) * scale;
    }

    private void Spread(byte* from, float* to, int stride)
    {
        for (int c = 0; c < _width; c++) to[(nint)c * stride] = T.LoadOne(from + c * T.Size);
    }

    private void Write(float* from, byte* to, float scale)
    {
        int c = 0;
        for (; c <= _width - Lanes; c += Lanes) T.Store(to + c * T.Size, Vector512.Load(from + c) * scale);
        for (; c < _width; c++) T.StoreOne(to + c * T.Size, from[c] * scale);
    }
}
