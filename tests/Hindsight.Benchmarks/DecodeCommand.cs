using System.CommandLine;

namespace Hindsight.Benchmarks;

/// <summary><c>decode --policy FOLDER [--batch B] [--new-tokens T] [--prompts FILE]</c></summary>
internal static class DecodeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> batch = new("--batch") { Description = "Sequences at once.", DefaultValueFactory = _ => 64 };
        Option<int> newTokens = new("--new-tokens") { Description = "Tokens sampled for each.", DefaultValueFactory = _ => 64 };
        Option<string?> prompts = new("--prompts") { Description = "A user's message, or an object with messages, a line." };
        var command = new Command("decode", "Samples a batch: tokens per second after the prompts.") { batch, newTokens, prompts };
        return BenchmarkRunner.Complete(command, (model, result, repetitions) =>
        {
            int sequences = result.GetValue(batch);
            IReadOnlyList<int[]> tokens = Prompts.Read(result.GetValue(prompts), model.Tokenizer!, sequences);
            return new BenchmarkOutcome(
                DecodeBenchmark.Run(model, tokens, result.GetValue(newTokens), repetitions),
                (limit, median, bytes) => limit.ShareOfForward(model.Architecture, sequences, bytes, sequences / median.TokensPerSecond),
                new Dictionary<string, object>
                {
                    ["batch"] = sequences, ["new_tokens"] = result.GetValue(newTokens), ["prompt_tokens"] = tokens.Sum(t => t.Length) / tokens.Count,
                });
        });
    }
}
