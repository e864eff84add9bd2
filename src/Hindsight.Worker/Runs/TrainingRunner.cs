using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Worker.Runs;

/// <summary>Runs a plan and leaves the trained policy in the run's folder.</summary>
/// <param name="parts">What the run works with.</param>
/// <param name="tasks">Its tasks.</param>
/// <param name="promptsHash">The hash of the agents' prompts, which the run's row names.</param>
internal sealed class TrainingRunner(TrainingParts parts, IReadOnlyList<TrainingTask> tasks, string promptsHash)
{
    /// <summary>Runs to the last step, or until it is stopped.</summary>
    /// <exception cref="Configuration.ConfigurationException">Another process has the run.</exception>
    public async Task<RunOutcome> RunAsync(RunPlan plan, ITrainingObserver observer, TrainingStop stop)
    {
        using RunLock taken = RunLock.Take(plan.Folder);
        var loop = new TrainingLoop(parts with { Observer = observer }, plan.Settings.ToTrainingSettings());
        TrainingResult result = await loop.RunAsync(plan.Record with { PromptsHash = promptsHash }, new RunFolder(plan.Folder), tasks, stop).ConfigureAwait(false);
        if (result.Status != RunStatus.Completed) return new RunOutcome(result, null);
        if (result.PolicyStep != result.Steps) await parts.Learner.LoadAsync(result.PolicyCheckpoint, stop.AtOnce).ConfigureAwait(false);
        await parts.Learner.ExportAsync(plan.PolicyFolder, stop.AtOnce).ConfigureAwait(false);
        return new RunOutcome(result, plan.PolicyFolder);
    }
}
