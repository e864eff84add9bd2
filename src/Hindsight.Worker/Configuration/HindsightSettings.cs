using System.ComponentModel.DataAnnotations;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.SemanticKernel.Hosting;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Storage;
using Hindsight.Torch;
using Hindsight.Training;

namespace Hindsight.Worker.Configuration;

/// <summary>The section <c>Hindsight</c> of the configuration: everything that can be set.</summary>
internal sealed record HindsightSettings
{
    /// <summary>The named set of defaults that everything else is applied to: <c>Auto</c>, <c>Demo</c>, <c>Instructions</c> or <c>Judged</c>.</summary>
    /// <value>Auto: Demo for the embedded policy, Instructions for any other</value>
    public Preset Preset { get; set; }

    /// <summary>From which every random choice is derived.</summary>
    /// <value>1</value>
    public ulong Seed { get; set; } = 1;

    /// <summary>A file of tasks, JSON Lines.</summary>
    /// <value>empty: the generated tasks of the order desk</value>
    public string Tasks { get; set; } = "";

    /// <summary>The rubric of tasks that name none: a file's name in the rubrics folder, without extension.</summary>
    /// <value>empty: order-desk for the generated tasks; with tasks of one's own each names its rubric or has criteria of its own</value>
    public string Rubric { get; set; } = "";

    /// <summary>The judge of criteria that name none: a name from <c>Judges</c> or <c>Panels</c>.</summary>
    /// <value>empty: the only judge where one is configured</value>
    public string Judge { get; set; } = "";

    /// <summary>Whether the judge, of a panel the first one, also advises on each failed draft before it is revised.</summary>
    /// <value>true</value>
    public bool Advice { get; set; } = true;

    /// <summary>The folder with one folder a run; a relative path counts from the working folder.</summary>
    /// <value>runs</value>
    [Required(AllowEmptyStrings = false)]
    public string RunsFolder { get; set; } = "runs";

    /// <summary>The folder of the rubric files.</summary>
    /// <value>empty: rubrics in the working folder, else those beside the executable</value>
    public string RubricsFolder { get; set; } = "";

    /// <summary>The folder of the agents' prompts.</summary>
    /// <value>empty: prompts in the working folder where it holds any of the agents' prompts, else those beside the executable</value>
    public string PromptsFolder { get; set; } = "";

    /// <summary>Which model is the policy, and how it is computed.</summary>
    public PolicyOptions Policy { get; set; } = new();

    /// <summary>What a run may spend on its judges.</summary>
    public BudgetOptions Budget { get; set; } = new();

    /// <summary>The judges by name: models behind OpenAI-compatible endpoints, or the policy itself.</summary>
    public IDictionary<string, JudgeOptions> Judges { get; init; } = new Dictionary<string, JudgeOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The steering probe.</summary>
    public SteeringOptions Steering { get; set; } = new();

    /// <summary>The held-out judge.</summary>
    public GoldOptions Gold { get; set; } = new();

    /// <summary>The panels by name: judges who decide together.</summary>
    public IDictionary<string, PanelOptions> Panels { get; init; } = new Dictionary<string, PanelOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those who can be asked to decide criteria: judges, then panels.</summary>
    internal IReadOnlyList<string> Deciders => [.. Judges.Keys, .. Panels.Keys];

    /// <summary>Who is asked where one of these is named.</summary>
    internal JudgeRoster Roster => new(
        Judges.ToDictionary(j => j.Key, j => j.Value.Fallback),
        Panels.ToDictionary(p => p.Key, p => (IReadOnlyList<string>)(p.Value.Escalation.Length > 0 ? [.. p.Value.Judges, p.Value.Escalation] : p.Value.Judges)));

    /// <summary>The verdicts that are kept.</summary>
    public VerdictCacheOptions Cache { get; set; } = new();

    /// <summary>The training loop.</summary>
    public TrainingOptions Training { get; set; } = new();

    /// <summary>How drafts are sampled.</summary>
    public SamplingOptions Sampling { get; set; } = new();

    /// <summary>The curation of hindsight.</summary>
    public HindsightOptions Hindsight { get; set; } = new();

    /// <summary>The objective.</summary>
    public ObjectiveOptions Objective { get; set; } = new();

    /// <summary>The optimiser.</summary>
    public OptimizerOptions Optimizer { get; set; } = new();

    /// <summary>How held-out tasks are measured.</summary>
    public EvaluationOptions Evaluation { get; set; } = new();

    /// <summary>Checkpoints.</summary>
    public CheckpointOptions Checkpoints { get; set; } = new();

    /// <summary>Health gates.</summary>
    public GateOptions Gates { get; set; } = new();

    /// <summary>The store of runs.</summary>
    public StorageOptions Storage { get; set; } = new() { Path = "" };

    /// <summary>The part that the training loop reads.</summary>
    public TrainingSettings ToTrainingSettings() => new()
    {
        Seed = Seed,
        Training = Training,
        Sampling = Sampling,
        Hindsight = Hindsight,
        Objective = Objective,
        Optimizer = Optimizer,
        Evaluation = Evaluation,
        Checkpoints = Checkpoints,
        Gates = Gates,
    };
}
