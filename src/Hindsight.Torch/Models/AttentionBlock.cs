using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>Segments of like length that attend in one call, the shorter ones padded on the right: causality hides the padding, so no number depends on it.</summary>
internal sealed class AttentionBlock : IDisposable
{
    private AttentionBlock(IReadOnlyList<PackedSegment> segments, Device device, ScalarType type)
    {
        PackedSegment first = segments[0];
        Count = segments.Count;
        Length = segments.Max(segment => segment.Length);
        (Start, PrefixStart, PrefixLength) = (first.Start, first.PrefixStart, first.PrefixLength);
        bool dense = Enumerable.Range(0, Count).All(i => segments[i].Length == Length && segments[i].Start == Start + i * Length);
        if (!dense) (Gather, Rows, Places) = Indices(segments, Length, device);
        if (PrefixLength > 0) Mask = PrefixMask(Length, PrefixLength, device, type);
    }

    /// <summary>n: the segments.</summary>
    public int Count { get; }

    /// <summary>L: the longest segment.</summary>
    public int Length { get; }

    /// <summary>The first row, where <see cref="Gather"/> is <see langword="null"/>: the block is rows Start … Start + n L.</summary>
    public int Start { get; }

    /// <summary>The first row of the prefix that all segments share.</summary>
    public int PrefixStart { get; }

    /// <summary>The prefix's rows; 0: none.</summary>
    public int PrefixLength { get; }

    /// <summary><c>[n L]</c>: the packed row at each padded place; padding repeats a row of the block.</summary>
    public Tensor? Gather { get; }

    /// <summary>The packed rows of the block, in the order of <see cref="Places"/>.</summary>
    public Tensor? Rows { get; }

    /// <summary>Their padded places.</summary>
    public Tensor? Places { get; }

    /// <summary><c>[L, P + L]</c>, added to the scores: the whole prefix, then causal. <see langword="null"/> without a prefix: plainly causal.</summary>
    public Tensor? Mask { get; }

    /// <summary>Groups segments into few calls with little padding.</summary>
    public static IReadOnlyList<AttentionBlock> Plan(IReadOnlyList<PackedSegment> segments, Device device, ScalarType type)
    {
        var blocks = new List<AttentionBlock>();
        foreach (IGrouping<(int, int), PackedSegment> group in segments.GroupBy(s => (s.PrefixLength, s.PrefixLength == 0 ? 0 : s.PrefixStart)).OrderBy(g => g.Key))
        {
            PackedSegment[] sorted = [.. group.OrderByDescending(s => s.Length).ThenBy(s => s.Start)];
            for (int start = 0; start < sorted.Length;)
            {
                int end = start + 1;
                while (end < sorted.Length && LikeLength(sorted[end].Length, sorted[start].Length)) end++;
                blocks.Add(new AttentionBlock([.. sorted[start..end].OrderBy(s => s.Start)], device, type));
                start = end;
            }
        }

        return blocks;
    }

    public void Dispose()
    {
        Gather?.Dispose();
        Rows?.Dispose();
        Places?.Dispose();
        Mask?.Dispose();
    }

    /// <summary>Padding costs less than another call does: within a quarter, or few tokens.</summary>
    private static bool LikeLength(int length, int longest) => longest - length <= Math.Max(longest / 4, 16);

    private static (Tensor Gather, Tensor Rows, Tensor Places) Indices(IReadOnlyList<PackedSegment> segments, int length, Device device)
    {
        var gather = new long[segments.Count * length];
        var rows = new List<long>();
        var places = new List<long>();
        for (int i = 0; i < segments.Count; i++)
        {
            for (int t = 0; t < length; t++)
            {
                int row = segments[i].Start + Math.Min(t, segments[i].Length - 1);
                gather[i * length + t] = row;
                if (t >= segments[i].Length) continue;
                rows.Add(row);
                places.Add(i * length + t);
            }
        }

        Tensor Index(long[] values) => tensor(values, ScalarType.Int64, device).DetachFromDisposeScope();
        return (Index(gather), Index([.. rows]), Index([.. places]));
    }

    private static Tensor PrefixMask(int length, int prefix, Device device, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor own = full([length, length], float.NegativeInfinity, ScalarType.Float32).triu(1);
        return cat([zeros(length, prefix), own], 1).to(type, device).DetachFromDisposeScope();
    }
}
