using Hindsight.Curation;
using Hindsight.Learning;
using Hindsight.Policies;

namespace Hindsight.Training;

/// <summary>Everything that decides what a training run does, apart from the policy, the tasks and the graders.</summary>
public sealed record TrainingSettings
{
    /// <summary>From which every random choice of the run is derived.</summary>
    /// <value>1</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>The loop.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>How drafts are sampled; top-k and the like are refused.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Curation of hindsight.</summary>
    public HindsightOptions Hindsight { get; init; } = new();

    /// <summary>The objective.</summary>
    public ObjectiveOptions Objective { get; init; } = new();

    /// <summary>The optimiser.</summary>
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Held-out measurement.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Checkpoints.</summary>
    public CheckpointOptions Checkpoints { get; init; } = new();

    /// <summary>Health gates.</summary>
    public GateOptions Gates { get; init; } = new();

    /// <summary>The preset for instruction following with checks (specification, section 5).</summary>
    public static TrainingSettings Instructions => new();

    /// <summary>The preset for rubrics that models judge (specification, section 5).</summary>
    public static TrainingSettings Judged
    {
        get
        {
            var settings = new TrainingSettings();
            settings.Training.PromptsPerMiniBatch = 16;
            settings.Objective.Gamma = 0.1;
            settings.Objective.KlCoefficient = 0.001;
            return settings;
        }
    }
}
