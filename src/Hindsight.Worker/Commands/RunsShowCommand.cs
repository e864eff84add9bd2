using System.CommandLine;
using Hindsight.Training;
using Hindsight.Trajectories;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Commands;

/// <summary><c>runs show</c>: a run with its steps, or one answer's whole story.</summary>
internal static class RunsShowCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var id = new Argument<string>("run") { Description = "The run." };
        var trajectory = new Option<string?>("--trajectory")
        {
            Description = "Prints one answer: draft, verdicts with reasons, hindsight prompt, revision, reward and advantage. N counts the run's answers from 1.", HelpName = "N|STEP/TASK/INDEX",
        };
        var command = new Command("show", "Shows a run with its steps, or one answer's whole story.") { id, trajectory };
        command.AddConfigurationFlags();
        command.SetAction(async (result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            await using RecordedRuns runs = await RecordedRuns.OpenAsync(settings, cancellationToken).ConfigureAwait(false);
            RunRecord run = await runs.FindAsync(result.GetValue(id)!, cancellationToken).ConfigureAwait(false);
            context.Terminal.Write(result.GetValue(trajectory) is { } wanted
                ? await TrajectoryAsync(runs.Store, run, wanted, cancellationToken).ConfigureAwait(false)
                : await RunAsync(runs.Store, run, State(settings, run), cancellationToken).ConfigureAwait(false));
        });
        return command;
    }

    private static async Task<string> RunAsync(IRunStore store, RunRecord run, TrainingState? state, CancellationToken cancellationToken) => RunReport.Show(
        run, await store.ReadStepsAsync(run.Id, cancellationToken).ConfigureAwait(false), state,
        await RunUsage.ReadAsync(store, run.Id, state?.Before, cancellationToken).ConfigureAwait(false));

    private static async Task<string> TrajectoryAsync(IRunStore store, RunRecord run, string wanted, CancellationToken cancellationToken)
    {
        if (!TrajectoryAddress.TryParse(wanted, out TrajectoryAddress? address))
            throw new ConfigurationException([$"--trajectory {wanted}: expected a number from 1, or STEP/TASK/INDEX."]);
        IReadOnlyList<Trajectory> trajectories = await store.ReadTrajectoriesAsync(run.Id, address.Step, cancellationToken).ConfigureAwait(false);
        Trajectory chosen = address.Find(trajectories) ?? throw new ConfigurationException([$"Run '{run.Id}' has no answer {wanted}; {trajectories.Count} were looked through."]);
        return TrajectoryReport.Show(chosen, trajectories, await store.FindTaskAsync(run.Id, chosen.TaskId, cancellationToken).ConfigureAwait(false));
    }

    private static TrainingState? State(HindsightSettings settings, RunRecord run) =>
        new CheckpointStore(Path.Combine(settings.RunsFolder, run.Id, "checkpoints"), settings.Checkpoints.Keep).Newest();
}
