using System.CommandLine;

namespace Hindsight.Benchmarks;

/// <summary><c>learn --policy FOLDER [--sequences S] [--length L] [--lora]</c></summary>
internal static class LearnCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> sequences = new("--sequences") { Description = "Sequences of one optimiser step.", DefaultValueFactory = _ => 8 };
        Option<int> length = new("--length") { Description = "Tokens of each sequence.", DefaultValueFactory = _ => 256 };
        var command = new Command("learn", "Optimiser steps of the learner: tokens per second.") { sequences, length, BenchmarkOptions.Lora };
        return BenchmarkRunner.Complete(command, async (model, result, repetitions) =>
        {
            int s = result.GetValue(sequences), l = result.GetValue(length);
            return new BenchmarkOutcome(
                await new LearnBenchmark(model, s, l).RunAsync(repetitions),
                (limit, median, _) => limit.ShareOfLearning(model.Architecture, median),
                new Dictionary<string, object> { ["sequences"] = s, ["length"] = l, ["lora"] = model.Model.Lora is not null });
        });
    }
}
