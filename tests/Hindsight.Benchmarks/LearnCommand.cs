using System.CommandLine;

namespace Hindsight.Benchmarks;

/// <summary><c>learn --policy FOLDER [--sequences S] [--length L] [--prompts FILE] [--lora]</c></summary>
internal static class LearnCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> sequences = new("--sequences") { Description = "Sequences of one optimiser step.", DefaultValueFactory = _ => 8 };
        Option<int> length = new("--length") { Description = "Tokens of each sequence.", DefaultValueFactory = _ => 256 };
        Option<string?> prompts = new("--prompts") { Description = "What the sequences start with: a user's message, or an object with messages, a line. Without it nothing is shared and all but the first token is scored." };
        var command = new Command("learn", "Optimiser steps of the learner: tokens per second.") { sequences, length, prompts, BenchmarkOptions.Lora };
        return BenchmarkRunner.Complete(command, async (model, result, repetitions) =>
        {
            int s = result.GetValue(sequences), l = result.GetValue(length);
            var benchmark = new LearnBenchmark(model, result.GetValue(prompts) is { } file ? Prompts.Read(file, model.Tokenizer!, s) : [.. Enumerable.Range(0, s).Select(i => (int[])[i])], l);
            return new BenchmarkOutcome(
                await benchmark.RunAsync(repetitions),
                (limit, median, _) => benchmark.Operations / limit.OperationsPerSecond / median.Duration.TotalSeconds,
                new Dictionary<string, object> { ["sequences"] = s, ["length"] = l, ["lora"] = model.Model.Lora is not null });
        });
    }
}
