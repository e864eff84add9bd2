namespace Hindsight.Learning;

/// <summary>All that a learner needs for one training step.</summary>
public sealed record LearningBatch
{
    /// <summary>The training step, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>The mini-batches, each one optimiser step an epoch, in order. However a mini-batch is cut into micro-batches, its gradient is the same.</summary>
    public required IReadOnlyList<IReadOnlyList<LearningSequence>> MiniBatches { get; init; }
}
