using System.CommandLine;
using System.Text.Json;

namespace Hindsight.Benchmarks;

/// <summary><c>checks [--data FOLDER] [--repetitions R]</c></summary>
internal static class ChecksCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string> data = new("--data")
        {
            Description = "The folder of IFEval's data, with input_data.jsonl and the responses.",
            DefaultValueFactory = _ => Path.Combine(Environment.GetEnvironmentVariable("HINDSIGHT_DATA") is { Length: > 0 } folder ? folder : Path.Combine("..", "shared", "data"), "ifeval"),
        };
        var command = new Command("checks", "Grades responses by IFEval's checks on one thread: verdicts per second.") { data, BenchmarkOptions.Repetitions };
        command.SetAction(result =>
        {
            ChecksBenchmark benchmark = ChecksBenchmark.Read(result.GetValue(data)!);
            int repetitions = result.GetValue(BenchmarkOptions.Repetitions);
            IReadOnlyList<Measurement> all = benchmark.Run(repetitions, language: false), language = benchmark.Run(repetitions, language: true);
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Benchmark = "checks",
                    VerdictsPerSecond = Measurement.Median(all).TokensPerSecond,
                    LanguageVerdictsPerSecond = Measurement.Median(language).TokensPerSecond,
                    Repetitions = all.Select(m => m.TokensPerSecond),
                    LanguageRepetitions = language.Select(m => m.TokensPerSecond),
                    benchmark.Responses,
                    PeakResidentMb = MachineFacts.PeakResidentMegabytes,
                    MachineFacts.Processor,
                },
                Json));
        });
        return command;
    }
}
