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

    /// <summary>The held-out measurement of the policy of <see cref="PolicyStep"/>; <see langword="null"/> without held-out tasks.</summary>
    public required EvaluationReport? After { get; init; }

    /// <summary>The step whose policy the run brings; see <see cref="TrainingState.PolicyStep"/>.</summary>
    public required int PolicyStep { get; init; }

    /// <summary>The newest checkpoint's folder.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The folder of <see cref="PolicyStep"/>'s checkpoint.</summary>
    public required string PolicyCheckpoint { get; init; }
}
