using System.CommandLine;
using System.Globalization;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;
using Spectre.Console;

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
            Table table = context.Terminal.CreateTable();
            table.AddColumns("run", "started", "status", "step", "seed", "failure");
            foreach (RunRecord run in await runs.Store.ListRunsAsync(cancellationToken).ConfigureAwait(false))
            {
                table.AddRow(
                    run.Id, run.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), run.Status.ToString(),
                    $"{run.CheckpointedStep}", $"{run.Seed}", Markup.Escape(run.Failure ?? ""));
            }

            context.Terminal.Out.Write(table);
        });
        return command;
    }
}
