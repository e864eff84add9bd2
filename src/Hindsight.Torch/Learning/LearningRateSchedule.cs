using Hindsight.Learning;

namespace Hindsight.Torch.Learning;

/// <summary>The learning rate of each optimiser step.</summary>
internal static class LearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="kind">How it moves after the warm-up.</param>
    /// <param name="peak">The rate after the warm-up.</param>
    /// <param name="step">Optimiser steps taken before, from 0. A warm-up's first step has rate 0.</param>
    /// <param name="warmupSteps">Steps of linear warm-up.</param>
    /// <param name="totalSteps">Where <see cref="ScheduleKind.Linear"/> and <see cref="ScheduleKind.Cosine"/> reach 0. Past it linear stays at 0 and cosine rises again.</param>
    public static double Rate(ScheduleKind kind, double peak, long step, int warmupSteps, long totalSteps)
    {
        if (step < warmupSteps) return peak * step / warmupSteps;
        double span = Math.Max(1, totalSteps - warmupSteps);
        return kind switch
        {
            ScheduleKind.Constant => peak,
            ScheduleKind.Linear => peak * Math.Max(0, (totalSteps - step) / span),
            ScheduleKind.Cosine => peak * Math.Max(0, 0.5 * (1 + Math.Cos(Math.PI * (step - warmupSteps) / span))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a schedule."),
        };
    }
}
