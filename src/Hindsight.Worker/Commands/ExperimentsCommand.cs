using System.CommandLine;

namespace Hindsight.Worker.Commands;

/// <summary><c>experiments</c>: examine the method.</summary>
internal static class ExperimentsCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(WorkerContext context) => new("experiments", "Examines the method on the embedded default.")
    {
        ExperimentsCompareCommand.Create(context),
    };
}
