using System.CommandLine;

namespace Hindsight.Worker.Commands;

/// <summary><c>policy</c>: work on model folders.</summary>
internal static class PolicyCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(WorkerContext context) => new("policy", "Works on model folders.")
    {
        PolicyImportCommand.Create(context),
        PolicyInfoCommand.Create(context),
        PolicyVerifyCommand.Create(context),
        PolicyPretrainCommand.Create(context),
    };
}
