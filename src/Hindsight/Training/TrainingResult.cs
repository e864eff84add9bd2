namespace Hindsight.Training;

/// <summary>How a run ended.</summary>
public sealed record TrainingResult
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary><see cref="RunStatus.Completed"/>, or <see cref="RunStatus.Stopped"/> when it was asked to stop.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Steps done, those before a resume included.</summary>
    public required int Steps { get; init; }

    /// <summary>Held-out tasks before the first step; <see langword="null"/> without any.</summary>
    public required EvaluationReport? Before { get; init; }

    /// <summary>The newest held-out measurement; after the last step when the run is complete.</summary>
    public required EvaluationReport? After { get; init; }

    /// <summary>The step with the best held-out score.</summary>
    public required int BestStep { get; init; }

    /// <summary>The newest checkpoint's folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The best checkpoint's folder.</summary>
    public required string BestCheckpoint { get; init; }
}
