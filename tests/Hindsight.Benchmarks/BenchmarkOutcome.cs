namespace Hindsight.Benchmarks;

/// <summary>What a benchmark measured.</summary>
/// <param name="Measurements">The repetitions.</param>
/// <param name="Share">The share of the machine's limit of the median repetition, given the bytes of a parameter.</param>
/// <param name="Settings">What was asked for.</param>
internal sealed record BenchmarkOutcome(
    IReadOnlyList<Measurement> Measurements, Func<MachineLimit, Measurement, int, double> Share, IReadOnlyDictionary<string, object> Settings);
