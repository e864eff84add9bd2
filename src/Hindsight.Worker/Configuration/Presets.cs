using Hindsight.Training;
using Hindsight.Worker.OrderDesk;

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
            Preset.Demo => OrderDeskDefaults.Settings,
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
}
