namespace Hindsight.Worker.OrderDesk;

/// <summary>One place of a reply, which decides one criterion of the rubric: what stands in it satisfies the criterion or does not.</summary>
/// <remarks>Phrases hold <c>{placeholders}</c>; an empty phrase leaves the place empty.</remarks>
internal sealed record ReplySlot
{
    /// <summary>The id of the criterion in <c>rubrics/order-desk.yaml</c>.</summary>
    public required string Criterion { get; init; }

    /// <summary>The share of a desk clerk's unprompted replies that satisfy the criterion; 0 for the rare one.</summary>
    public required double Frequency { get; init; }

    /// <summary>The share of revisions that mend it when they are told to: no model does all that it is told.</summary>
    public required double Mended { get; init; }

    /// <summary>Phrases with which the criterion is satisfied.</summary>
    public required IReadOnlyList<string> Satisfied { get; init; }

    /// <summary>Phrases with which it is not.</summary>
    public required IReadOnlyList<string> Unsatisfied { get; init; }

    /// <summary>Phrases with a wrong name, number or date, as a model that copies badly writes them; only in drafts that are revised.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];
}
