using Hindsight.Grading;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Policies;

/// <summary>Measures policies on the held-out tasks of the settings, each under the same seeds.</summary>
internal sealed class HeldOutMeasurement(HindsightSettings settings, Places places, TaskSource source, IGrader grader)
{
    /// <summary>Loads a policy, measures it and lets it go.</summary>
    /// <param name="policy">The policy's folder, or empty: the embedded one.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <exception cref="ConfigurationException">No task is held out.</exception>
    public async Task<EvaluationReport> MeasureAsync(string policy, CancellationToken cancellationToken)
    {
        List<TrainingTask> heldOut = source.Tasks.Where(t => t.Split == TaskSplit.HeldOut).ToList();
        if (heldOut.Count == 0) throw new ConfigurationException([$"{settings.Tasks}: no task is held out, so there is nothing to measure on."]);
        using LoadedPolicy loaded = LoadedPolicy.Load(settings.Policy with { Path = policy, Lora = new() }, places);
        var evaluator = new Evaluator(loaded.Policy, grader, source.Rubrics);
        return await evaluator.EvaluateAsync(heldOut, settings.Evaluation, settings.Sampling, settings.Hindsight.SuccessThreshold, settings.Seed, cancellationToken).ConfigureAwait(false);
    }
}
