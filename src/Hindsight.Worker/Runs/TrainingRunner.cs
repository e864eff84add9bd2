using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Runs;

/// <summary>Runs a plan and leaves the trained policy in the run's folder.</summary>
/// <param name="parts">What the run works with.</param>
/// <param name="tasks">Its tasks.</param>
/// <param name="promptsHash">The hash of the agents' prompts, which the run's row names.</param>
internal sealed class TrainingRunner(TrainingParts parts, IReadOnlyList<TrainingTask> tasks, string promptsHash)
{
    /// <summary>Runs to the last step, or until it is stopped.</summary>
    /// <exception cref="Configuration.ConfigurationException">Another process has the run.</exception>
    /// <exception cref="CheckpointException">Its checkpoint cannot be read; nothing was changed.</exception>
    /// <exception cref="RunFailedException">Something that would have been bad input before turned up when it had begun.</exception>
    public async Task<RunOutcome> RunAsync(RunPlan plan, ITrainingObserver observer, TrainingStop stop)
    {
        using RunLock taken = RunLock.Take(plan.Folder);
        var folder = new RunFolder(plan.Folder);
        // Before anything changes: a checkpoint that cannot be read is bad input still, and not yet a failed run.
        _ = new CheckpointStore(folder.Checkpoints, plan.Settings.Checkpoints.Keep).Newest();
        try
        {
            return await TrainAsync(plan, folder, observer, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (ErrorReport.Of(e) is { ExitCode: ExitCode.BadInput } report)
        {
            throw new RunFailedException(report.Lines, e);
        }
    }

    private async Task<RunOutcome> TrainAsync(RunPlan plan, RunFolder folder, ITrainingObserver observer, TrainingStop stop)
    {
        var loop = new TrainingLoop(parts with { Observer = observer }, plan.Settings.ToTrainingSettings());
        TrainingResult result = await loop.RunAsync(plan.Record with { PromptsHash = promptsHash }, folder, tasks, stop).ConfigureAwait(false);
        if (result.Status != RunStatus.Completed) return new RunOutcome(result, null);
        if (result.PolicyStep != result.Steps) await parts.Learner.LoadAsync(result.PolicyCheckpoint, stop.AtOnce).ConfigureAwait(false);
        await parts.Learner.ExportAsync(plan.PolicyFolder, stop.AtOnce).ConfigureAwait(false);
        return new RunOutcome(result, plan.PolicyFolder);
    }
}
