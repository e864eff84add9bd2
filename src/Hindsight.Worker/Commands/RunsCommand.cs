using System.CommandLine;

namespace Hindsight.Worker.Commands;

/// <summary><c>runs</c>: what was trained so far.</summary>
internal static class RunsCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(WorkerContext context) => new("runs", "Lists, shows and resumes training runs.")
    {
        RunsListCommand.Create(context),
        RunsShowCommand.Create(context),
        RunsResumeCommand.Create(context),
    };
}
