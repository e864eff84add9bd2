using System.CommandLine;
using System.Text;
using Hindsight.Checks;
using Hindsight.Checks.Generation;
using Hindsight.Grading;
using Hindsight.Tasks;
using Hindsight.Worker.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>tasks generate</c>: makes tasks whose answers code can check.</summary>
internal static class TasksGenerateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var checks = new Option<string>("--checks")
        {
            Description = "The checks that tasks are made of, separated by commas: families (ifeval, muldimif; plain: those of no family) or ids.", HelpName = "LIST", Required = true,
        };
        var prompts = new Option<string>("--prompts") { Description = "The base prompts: a file of tasks, most simply of id, prompt and tags.", HelpName = "FILE", Required = true };
        var count = new Option<int>("--count") { Description = "How many tasks are made.", HelpName = "N", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "Decides every choice.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var output = new Option<string?>("--output") { Description = "The file that is written; without it, tasks go to standard output.", HelpName = "FILE" };
        var command = new Command("generate", "Makes tasks of base prompts and constraints that code checks.") { checks, prompts, count, seed, output };
        command.SetAction(result =>
        {
            IReadOnlyList<TrainingTask> tasks = Generate(
                result.GetValue(checks)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), context.Places.Absolute(result.GetValue(prompts)!),
                result.GetValue(count), result.GetValue(seed));
            int heldOut = tasks.Count(t => t.Split == TaskSplit.HeldOut);
            string summary = $"{tasks.Count} tasks: {tasks.Count - heldOut} to train on, {heldOut} held out";
            if (result.GetValue(output) is { } file)
            {
                string path = context.Places.Absolute(file);
                TaskFile.Write(path, tasks);
                context.Terminal.WriteLine($"{summary}, in {path}");
            }
            else
            {
                using var lines = new MemoryStream();
                TaskFile.Write(lines, tasks);
                context.Terminal.Write(Encoding.UTF8.GetString(lines.GetBuffer(), 0, (int)lines.Length));
                context.Terminal.Error.WriteLine($"{summary}.");
            }
        });
        return command;
    }

    private static IReadOnlyList<TrainingTask> Generate(IReadOnlyCollection<string> checks, string prompts, int count, ulong seed)
    {
        using ServiceProvider services = new ServiceCollection().AddHindsightChecks().BuildServiceProvider();
        ICheckRegistry registry = services.GetRequiredService<ICheckRegistry>();
        List<string> faults = [];
        if (count < 1) faults.Add($"--count is {count}; expected at least 1.");
        if (checks.Count == 0) faults.Add("--checks is empty; expected families or ids of checks.");
        TaskGenerator? generator = null;
        IReadOnlyList<TrainingTask> read = [];
        try
        {
            generator = new TaskGenerator(registry, checks);
        }
        catch (TaskGenerationException e)
        {
            faults.AddRange(e.Faults.Select(f => $"--checks: {f}"));
        }

        try
        {
            read = TaskFile.Read(prompts, registry);
        }
        catch (TaskFileException e)
        {
            faults.AddRange(e.Faults);
        }

        return faults.Count == 0 ? generator!.Generate(read, count, seed) : throw new ConfigurationException(faults);
    }
}
