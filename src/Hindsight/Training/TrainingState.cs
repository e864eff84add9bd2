using System.Text.Json.Serialization;

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

    /// <summary>What that step's measurement gave; <see langword="null"/>: nothing was measured.</summary>
    public EvaluationReport? Best { get; init; }

    /// <summary>What the health gates remember.</summary>
    public GateState Gates { get; init; } = new();

    /// <summary>The step whose policy the run brings: the one that measured best. The base policy may have; what was asked for is a trained one, so then it is the newest.</summary>
    [JsonIgnore]
    public int PolicyStep => BestStep > 0 ? BestStep : Step;

    /// <summary>The held-out measurement of that policy: what the run's outcome is told by.</summary>
    [JsonIgnore]
    public EvaluationReport? After => BestStep > 0 ? Best : Latest;

    /// <summary>The state after a step.</summary>
    /// <param name="report">The step's report.</param>
    /// <param name="gates">See <see cref="Gates"/>.</param>
    public TrainingState Advance(StepReport report, GateState gates)
    {
        ArgumentNullException.ThrowIfNull(report);
        TrainingState next = this with { Step = report.Step, Latest = report.HeldOut ?? Latest, Gates = gates };
        return report.HeldOut is { } heldOut && (Best is null || double.IsNaN(Best.Score) || heldOut.Score > Best.Score)
            ? next with { BestStep = report.Step, Best = heldOut } : next;
    }
}
