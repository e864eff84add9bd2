using System.CommandLine;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Commands;

/// <summary><c>runs list</c>: all runs, newest first.</summary>
internal static class RunsListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var command = new Command("list", "Lists all runs, newest first.");
        command.AddConfigurationFlags();
        command.SetAction(async (result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            await using RecordedRuns runs = await RecordedRuns.OpenAsync(settings, cancellationToken).ConfigureAwait(false);
            context.Terminal.Write(RunReport.List(await runs.ListAsync(cancellationToken).ConfigureAwait(false)));
        });
        return command;
    }
}
