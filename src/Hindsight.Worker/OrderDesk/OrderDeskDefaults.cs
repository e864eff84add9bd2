using Hindsight.Training;

namespace Hindsight.Worker.OrderDesk;

/// <summary>What a run on the embedded default does with nothing configured.</summary>
internal static class OrderDeskDefaults
{
    /// <summary>The largest number of tokens of a reply; a reply that does everything has some fifty.</summary>
    public const int MaxTokens = 80;

    /// <summary>The folder beside the program that holds the checked-in policy.</summary>
    public const string PolicyFolder = "policy";

    /// <summary>Training tasks; no task occurs twice in the run's steps.</summary>
    public const int TrainTasks = 640;

    /// <summary>Held-out tasks.</summary>
    public const int HeldOutTasks = 256;

    /// <summary>The criterion that drafts almost never satisfy.</summary>
    public const string RareCriterion = "call";

    /// <summary>The settings: the preset <c>Demo</c>.</summary>
    public static TrainingSettings Settings
    {
        get
        {
            TrainingSettings settings = TrainingSettings.Instructions with { Sampling = new() { MaxTokens = MaxTokens } };
            settings.Training.Steps = 80;
            settings.Training.PromptsPerStep = 8;
            settings.Training.PromptsPerMiniBatch = 8;
            settings.Optimizer.LearningRate = 1.5e-4;
            settings.Checkpoints.Every = 20;
            return settings;
        }
    }
}
