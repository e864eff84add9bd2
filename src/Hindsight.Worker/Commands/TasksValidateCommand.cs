using System.CommandLine;
using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.Tasks;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>tasks validate</c>: finds every fault of the configured tasks, their rubrics included.</summary>
internal static class TasksValidateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var file = new Argument<string?>("file") { Description = "A file of tasks; the configured one without it.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("validate", "Finds every fault of a file of tasks, and of the tasks under their rubrics.") { file };
        command.AddTaskFlags();
        command.AddConfigurationFlags();
        command.SetAction(result =>
        {
            HindsightSettings settings = context.Settings(result);
            if (result.GetValue(file) is { } path)
            {
                if (SettingFlags.In(result).Any(flag => flag.Key == nameof(settings.Tasks))) throw new ConfigurationException([$"{path} and --tasks both name a file; give one of them."]);
                settings.Tasks = context.Places.Absolute(path);
            }

            using ServiceProvider services = new ServiceCollection().AddHindsightChecks().BuildServiceProvider();
            IReadOnlyList<TrainingTask> tasks = TaskSource.Load(settings, context.Places, services.GetRequiredService<ICheckRegistry>()).Tasks;
            int heldOut = tasks.Count(t => t.Split == TaskSplit.HeldOut);
            context.Terminal.WriteLine($"{(settings.Tasks.Length > 0 ? $"{settings.Tasks}: sound; " : "")}{tasks.Count} tasks: {tasks.Count - heldOut} to train on, {heldOut} held out.");
        });
        return command;
    }
}
