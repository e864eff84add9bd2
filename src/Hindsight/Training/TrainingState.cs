namespace Hindsight.Training;

/// <summary>What a checkpoint holds besides the learner's state.</summary>
public sealed record TrainingState
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The last step that is done; 0 before the first.</summary>
    public required int Step { get; init; }

    /// <summary>Held-out tasks before the first step, where there are any.</summary>
    public EvaluationReport? Before { get; init; }

    /// <summary>The newest held-out measurement.</summary>
    public EvaluationReport? Latest { get; init; }

    /// <summary>The step with the best held-out score; its checkpoint is kept.</summary>
    public int BestStep { get; init; }

    /// <summary>That score; <see langword="null"/>: nothing was measured.</summary>
    public double? BestScore { get; init; }

    /// <summary>See <see cref="HealthGates.UngradedInARow"/>.</summary>
    public int UngradedInARow { get; init; }
}
