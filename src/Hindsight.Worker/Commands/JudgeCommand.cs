using System.CommandLine;

namespace Hindsight.Worker.Commands;

/// <summary><c>judge</c>: work on judges and panels.</summary>
internal static class JudgeCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(WorkerContext context) => new("judge", "Works on judges and panels.")
    {
        JudgeCalibrateCommand.Create(context),
    };
}
