using System.CommandLine;

namespace Hindsight.Benchmarks;

/// <summary><c>prefill --policy FOLDER [--batch B] [--length L] [--prompts FILE]</c></summary>
internal static class PrefillCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> batch = new("--batch") { Description = "Prompts in one call.", DefaultValueFactory = _ => 8 };
        Option<int> length = new("--length") { Description = "Tokens of each prompt, where no file is given.", DefaultValueFactory = _ => 256 };
        Option<string?> prompts = new("--prompts") { Description = "A user's message, or an object with messages, a line." };
        var command = new Command("prefill", "Computes prompts: tokens per second.") { batch, length, prompts };
        return BenchmarkRunner.Complete(command, (model, result, repetitions) =>
        {
            int vocabulary = model.Architecture.VocabularySize;
            int[][] tokens = result.GetValue(prompts) is { } file
                ? [.. Prompts.Read(file, model.Tokenizer!, result.GetValue(batch))]
                : [.. Enumerable.Range(0, result.GetValue(batch)).Select(b => (int[])[.. Enumerable.Range(0, result.GetValue(length)).Select(i => (b * 7919 + i * 104_729) % vocabulary)])];
            int all = tokens.Sum(t => t.Length);
            return new BenchmarkOutcome(
                PrefillBenchmark.Run(model, tokens, repetitions),
                (limit, median, bytes) => limit.ShareOfForward(model.Architecture, all, bytes, median.Duration.TotalSeconds),
                new Dictionary<string, object> { ["batch"] = tokens.Length, ["prompt_tokens"] = all / tokens.Length });
        });
    }
}
