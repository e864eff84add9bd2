using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>Draws the tokens of a batch straight from the memory of the logits, rows in parallel.</summary>
/// <param name="vocabulary">V.</param>
/// <param name="threads">The most rows that are drawn at once.</param>
internal sealed class Sampler(int vocabulary, int threads)
{
    // Below this many logits a second thread costs more than it brings.
    private const int ParallelFrom = 1 << 18;

    /// <summary>V.</summary>
    public int Vocabulary => vocabulary;

    private readonly RowSampler[] _samplers = [.. Enumerable.Range(0, threads).Select(_ => new RowSampler(vocabulary))];
    private readonly float[][] _rows = [.. Enumerable.Range(0, threads).Select(_ => new float[vocabulary])];

    /// <summary>Draws one token for each request.</summary>
    /// <param name="logits"><c>[rows, V]</c>, fp32 or bf16, on any device.</param>
    /// <param name="requests">Which rows, and how; those beyond the draws' length are not looked at.</param>
    /// <param name="draws">Receives one token for each request.</param>
    public unsafe void Draw(Tensor logits, RowRequest[] requests, Span<Draw> draws)
    {
        if (logits.dim() != 2 || logits.size(1) != vocabulary) throw new ArgumentException($"The logits are [{string.Join(", ", logits.shape)}]; expected [rows, {vocabulary}].", nameof(logits));
        int count = draws.Length;
        using var scope = NewDisposeScope();
        Tensor rows = logits.cpu().contiguous();
        bool isHalf = rows.dtype == ScalarType.BFloat16;
        if (!isHalf) rows = rows.to(ScalarType.Float32);
        Span<byte> bytes = rows.bytes;
        fixed (byte* start = bytes)
        fixed (Draw* results = draws)
        {
            byte* data = start;
            Draw* to = results;
            int workers = (long)count * vocabulary < ParallelFrom ? 1 : Math.Min(_samplers.Length, count);
            if (workers == 1)
            {
                DrawRange(0, 1);
            }
            else
            {
                try
                {
                    Parallel.For(0, workers, w => DrawRange(w, workers));
                }
                catch (AggregateException e)
                {
                    ExceptionDispatchInfo.Throw(e.InnerException!);
                }
            }

            void DrawRange(int worker, int step)
            {
                for (int i = worker; i < count; i += step)
                {
                    RowRequest request = requests[i];
                    long offset = (long)request.Row * vocabulary;
                    ReadOnlySpan<float> row = isHalf
                        ? Widen(new ReadOnlySpan<ushort>((ushort*)data + offset, vocabulary), _rows[worker])
                        : new ReadOnlySpan<float>((float*)data + offset, vocabulary);
                    to[i] = _samplers[worker].Draw(row, request.Options, request.Seen, request.Uniform);
                }
            }
        }
    }

    /// <summary>bf16 is the upper half of fp32.</summary>
    private static ReadOnlySpan<float> Widen(ReadOnlySpan<ushort> from, float[] to)
    {
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(to.AsSpan());
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= from.Length - Vector512<ushort>.Count; i += Vector512<ushort>.Count)
            {
                (Vector512<uint> lower, Vector512<uint> upper) = Vector512.Widen(Vector512.Create(from[i..]));
                (lower << 16).CopyTo(bits[i..]);
                (upper << 16).CopyTo(bits[(i + Vector512<uint>.Count)..]);
            }
        }

        for (; i < from.Length; i++) bits[i] = (uint)from[i] << 16;
        return to;
    }
}
