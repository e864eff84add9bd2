using System.CommandLine;

namespace Hindsight.Worker.Commands;

/// <summary><c>rubric</c>: work on rubric files.</summary>
internal static class RubricCommand
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Create(WorkerContext context) => new("rubric", "Works on rubric files.")
    {
        RubricLintCommand.Create(context),
        RubricNewCommand.Create(context),
        RubricTestCommand.Create(context),
        RubricDiffCommand.Create(context),
        RubricImportCommand.Create(context),
    };
}
