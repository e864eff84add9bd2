namespace Hindsight.Torch.Models;

/// <summary>A segment and the segments that continue it: all that attends to its keys.</summary>
/// <param name="Root">It has no prefix.</param>
/// <param name="Branches">Their prefix is the whole root.</param>
internal sealed record AttentionTree(PackedSegment Root, IReadOnlyList<PackedSegment> Branches)
{
    /// <summary>The longest branch; 0 without any.</summary>
    public int LongestBranch { get; } = Branches.Count == 0 ? 0 : Branches.Max(branch => branch.Length);

    /// <summary>Sorts segments into trees, the dearest first, so that threads end together.</summary>
    public static IReadOnlyList<AttentionTree> Plan(IReadOnlyList<PackedSegment> segments)
    {
        ILookup<int, PackedSegment> branches = segments.Where(segment => segment.PrefixLength > 0).ToLookup(segment => segment.PrefixStart);
        return
        [
            .. segments.Where(segment => segment.PrefixLength == 0)
                .Select(root => new AttentionTree(root, [.. branches[root.Start]]))
                .OrderByDescending(tree => tree.Cost).ThenBy(tree => tree.Root.Start),
        ];
    }

    private double Cost => Pairs(0, Root.Length) + Branches.Sum(branch => Pairs(Root.Length, branch.Length));

    private static double Pairs(double prefix, double length) => length * (prefix + length / 2);
}
