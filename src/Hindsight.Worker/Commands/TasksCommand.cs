using System.CommandLine;

namespace Hindsight.Worker.Commands;

/// <summary><c>tasks</c>: work on files of tasks.</summary>
internal static class TasksCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(WorkerContext context) => new("tasks", "Works on files of tasks.")
    {
        TasksGenerateCommand.Create(context),
        TasksRevisionsCommand.Create(context),
        TasksValidateCommand.Create(context),
    };
}
