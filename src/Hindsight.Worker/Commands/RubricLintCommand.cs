using System.CommandLine;
using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Grading;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Rubrics;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>rubric lint</c>: finds every fault of rubric files.</summary>
internal static class RubricLintCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var files = new Argument<string[]>("files") { Description = "Rubric files, or names of rubrics; all of the rubrics folder without any.", Arity = ArgumentArity.ZeroOrMore }.RefusingOptions();
        var command = new Command("lint", "Finds every fault of rubric files.") { files };
        command.AddConfigurationFlags();
        command.SetAction(result =>
        {
            HindsightSettings settings = context.Settings(result);
            string folder = context.Places.Folder(settings.RubricsFolder, "rubrics");
            string[] named = result.GetValue(files) ?? [];
            var prompts = new Lazy<PromptLibrary>(() => PromptLibrary.Load(context.Places.Prompts(settings.PromptsFolder)));
            return Lint(context.Terminal, prompts, named.Length > 0 ? named.Select(name => RubricFiles.PathOf(context.Places, settings, name)).ToList() : AllOf(folder));
        });
        return command;
    }

    private static int Lint(Terminal terminal, Lazy<PromptLibrary> prompts, IReadOnlyList<string> paths)
    {
        using ServiceProvider services = new ServiceCollection().AddHindsightChecks().BuildServiceProvider();
        ICheckRegistry checks = services.GetRequiredService<ICheckRegistry>();
        List<string> faults = [];
        foreach (string path in paths)
        {
            IReadOnlyList<string> found = RubricLinter.Lint(path, checks, rubric => rubric.Template is null ? [] : RubricTemplate.Faults(rubric, prompts.Value));
            if (found.Count == 0) terminal.WriteLine($"{path}: sound");
            faults.AddRange(found);
        }

        foreach (string fault in faults) terminal.Error.WriteLine(fault);
        return faults.Count == 0 ? ExitCode.Success : ExitCode.BadInput;
    }

    private static List<string> AllOf(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)] : throw new ConfigurationException([$"There is no folder of rubrics at '{folder}'."]);
}
