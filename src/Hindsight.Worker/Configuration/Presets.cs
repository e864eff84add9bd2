using Hindsight.Training;

namespace Hindsight.Worker.Configuration;

/// <summary>The defaults that each preset stands for.</summary>
internal static class Presets
{
    /// <summary>Settings with a preset's values and everything else at its default.</summary>
    /// <param name="preset">The preset as configured.</param>
    /// <param name="embeddedPolicy">Whether the policy is the embedded one, which decides <see cref="Preset.Auto"/>.</param>
    public static HindsightSettings Create(Preset preset, bool embeddedPolicy)
    {
        Preset effective = preset != Preset.Auto ? preset : embeddedPolicy ? Preset.Demo : Preset.Instructions;
        TrainingSettings training = effective switch
        {
            Preset.Judged => TrainingSettings.Judged,
            Preset.Demo => Demo(),
            _ => TrainingSettings.Instructions,
        };
        return new HindsightSettings
        {
            Preset = preset,
            Training = training.Training,
            Sampling = training.Sampling,
            Hindsight = training.Hindsight,
            Objective = training.Objective,
            Optimizer = training.Optimizer,
            Evaluation = training.Evaluation,
            Checkpoints = training.Checkpoints,
            Gates = training.Gates,
        };
    }

    private static TrainingSettings Demo()
    {
        TrainingSettings settings = TrainingSettings.Instructions;
        settings.Training.Steps = 80;
        settings.Training.PromptsPerStep = 8;
        settings.Training.PromptsPerMiniBatch = 8;
        settings.Optimizer.LearningRate = 1.5e-4;
        settings.Checkpoints.Every = 20;
        return settings;
    }
}
