using System.CommandLine;
using Hindsight.Checks;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Worker.OrderDesk;

namespace Hindsight.Benchmarks;

/// <summary><c>step --policy FOLDER [--tasks FILE | --prompts FILE] [--rubric NAME] [--prompts-per-step M] [--group-size N] [--new-tokens T] [--lora]</c></summary>
internal static class StepCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> tasks = new("--tasks") { Description = "A file of tasks; the order desk's without it." };
        Option<string?> promptFile = new("--prompts") { Description = "Instead of tasks: a user's message, or an object with messages, a line; graded by the rubric 'instructions' unless another is named." };
        Option<string?> rubric = new("--rubric") { Description = "The rubric of tasks that name none." };
        Option<int> prompts = new("--prompts-per-step") { Description = "M.", DefaultValueFactory = _ => 4 };
        Option<int> groupSize = new("--group-size") { Description = "N.", DefaultValueFactory = _ => 8 };
        Option<int> newTokens = new("--new-tokens") { Description = "The longest response.", DefaultValueFactory = _ => 80 };
        var command = new Command("step", "Whole training steps through the loop: sampled tokens per second of a step.") { tasks, promptFile, rubric, prompts, groupSize, newTokens, BenchmarkOptions.Lora };
        return BenchmarkRunner.Complete(command, async (model, result, repetitions) =>
        {
            int perStep = result.GetValue(prompts);
            string? messages = result.GetValue(promptFile);
            RubricCatalog rubrics = RubricCatalog.Load(
                Path.Combine(AppContext.BaseDirectory, "rubrics"), CheckRegistry.Default, result.GetValue(rubric) ?? (messages is null ? null : "instructions"));
            IReadOnlyList<TrainingTask> given =
                result.GetValue(tasks) is { } file ? [.. TaskFile.Read(file, CheckRegistry.Default).Where(t => t.Split == TaskSplit.Train)]
                : messages is null ? OrderDeskTasks.Generate(1, perStep * (repetitions + 1), 0)
                : [.. Prompts.Conversations(messages).Select((conversation, i) => new TrainingTask { Id = $"prompt-{i + 1}", Messages = conversation, Split = TaskSplit.Train })];
            var benchmark = new StepBenchmark(model, given, rubrics, perStep, result.GetValue(groupSize), new SamplingOptions { MaxTokens = result.GetValue(newTokens) });
            return new BenchmarkOutcome(
                await benchmark.RunAsync(repetitions),
                (limit, median, _) => benchmark.ShareOf(limit, median),
                new Dictionary<string, object>
                {
                    ["prompts_per_step"] = perStep, ["group_size"] = result.GetValue(groupSize), ["new_tokens"] = result.GetValue(newTokens),
                });
        });
    }
}
