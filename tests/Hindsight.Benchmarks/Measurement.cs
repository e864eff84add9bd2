namespace Hindsight.Benchmarks;

/// <summary>One repetition of a benchmark.</summary>
/// <param name="Tokens">What it worked through.</param>
/// <param name="Duration">The time that counts.</param>
/// <param name="Phases">Seconds by phase.</param>
internal sealed record Measurement(long Tokens, TimeSpan Duration, IReadOnlyDictionary<string, double> Phases)
{
    /// <summary>The repetition's speed.</summary>
    public double TokensPerSecond => Tokens / Duration.TotalSeconds;

    /// <summary>Runs a warm-up and then the repetitions.</summary>
    public static IReadOnlyList<Measurement> Repeat(int repetitions, Func<Measurement> run)
    {
        run();
        return [.. Enumerable.Range(0, repetitions).Select(_ => run())];
    }

    /// <summary>The one with the median speed.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> measurements) =>
        measurements.OrderBy(m => m.TokensPerSecond).ElementAt(measurements.Count / 2);
}
