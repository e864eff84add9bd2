using System.CommandLine;
using System.Text.Json;

namespace Hindsight.Benchmarks;

/// <summary><c>judge [--in-flight N] [--delay MS] [--seconds S] [--store FILE] [--repetitions R]</c></summary>
internal static class JudgeCommand
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> inFlight = new("--in-flight") { Description = "Calls at a time.", DefaultValueFactory = _ => 512 };
        Option<int> delay = new("--delay") { Description = "What the server takes for a reply on average, in milliseconds.", DefaultValueFactory = _ => 1000 };
        Option<int> seconds = new("--seconds") { Description = "The length of a repetition.", DefaultValueFactory = _ => 5 };
        Option<string?> store = new("--store") { Description = "A new store's file in which verdicts are looked up and kept." };
        var command = new Command("judge", "Grades by a judge on loopback, against bare HTTP calls: calls a second, and the share that is kept.") { inFlight, delay, seconds, store, BenchmarkOptions.Repetitions };
        command.SetAction(async (result, _) =>
        {
            var benchmark = new JudgeBenchmark(result.GetValue(inFlight), TimeSpan.FromMilliseconds(result.GetValue(delay)), TimeSpan.FromSeconds(result.GetValue(seconds)), result.GetValue(store));
            IReadOnlyList<(ClosedLoop Bare, ClosedLoop Orchestrated)> pairs = await benchmark.RunAsync(result.GetValue(BenchmarkOptions.Repetitions));
            double bare = Median(pairs.Select(p => p.Bare.CallsPerSecond)), orchestrated = Median(pairs.Select(p => p.Orchestrated.CallsPerSecond));
            Console.WriteLine(JsonSerializer.Serialize(
                new
                {
                    Benchmark = "judge",
                    InFlight = result.GetValue(inFlight),
                    DelayMs = result.GetValue(delay),
                    Store = result.GetValue(store) is not null,
                    BareCallsPerSecond = bare,
                    CallsPerSecond = orchestrated,
                    Share = orchestrated / bare,
                    BareProcessorMicroseconds = Median(pairs.Select(p => p.Bare.ProcessorMicroseconds)),
                    ProcessorMicroseconds = Median(pairs.Select(p => p.Orchestrated.ProcessorMicroseconds)),
                    BareRepetitions = pairs.Select(p => p.Bare.CallsPerSecond),
                    Repetitions = pairs.Select(p => p.Orchestrated.CallsPerSecond),
                    PeakResidentMb = MachineFacts.PeakResidentMegabytes,
                    MachineFacts.Processor,
                },
                Json));
        });
        return command;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
