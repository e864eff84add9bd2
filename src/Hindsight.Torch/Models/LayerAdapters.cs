namespace Hindsight.Torch.Models;

/// <summary>One layer's adapters by the matrix that they act on; a list is empty where no target lies.</summary>
internal sealed record LayerAdapters(
    IReadOnlyList<LowRankPair> QueryKeyValue, IReadOnlyList<LowRankPair> Output, IReadOnlyList<LowRankPair> GateUp, IReadOnlyList<LowRankPair> Down)
{
    /// <summary>No adapter at all.</summary>
    public static LayerAdapters None { get; } = new([], [], [], []);
}
