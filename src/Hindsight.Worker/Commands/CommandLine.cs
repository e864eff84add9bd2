using System.CommandLine;
using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Commands;

/// <summary>The command line: one class a command beside this one.</summary>
internal static class CommandLine
{
    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Prints where an error comes from.", Recursive = true };

    /// <summary>All commands.</summary>
    public static RootCommand Create(WorkerContext context) => new("Improves a language model against your rubrics, from its own hindsight.")
    {
        Verbose,
        TrainCommand.Create(context),
        TuneCommand.Create(context),
        EvalCommand.Create(context),
        ChatCommand.Create(context),
        PolicyCommand.Create(context),
        ExperimentsCommand.Create(context),
        RunsCommand.Create(context),
        RubricCommand.Create(context),
        JudgeCommand.Create(context),
        TasksCommand.Create(context),
        ServeCommand.Create(context),
    };

    /// <summary>Parses and runs; exceptions become messages here and nowhere else.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, WorkerContext context)
    {
        ParseResult result = Create(context).Parse(args);
        var invocation = new InvocationConfiguration
        {
            Output = context.Terminal.Out.Profile.Out.Writer, Error = context.Terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        try
        {
            int exitCode = await result.InvokeAsync(invocation).ConfigureAwait(false);
            return result.Errors.Count > 0 ? ExitCode.BadInput : exitCode;
        }
#pragma warning disable CA1031 // the process ends here, with its message
        catch (Exception e)
#pragma warning restore CA1031
        {
            ErrorReport report = ErrorReport.Of(e);
            foreach (string line in report.Lines) await context.Terminal.Error.WriteLineAsync(line).ConfigureAwait(false);
            if (result.GetValue(Verbose)) await context.Terminal.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            return report.ExitCode;
        }
    }
}
