using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hindsight.Benchmarks;

/// <summary>What a benchmark prints: one JSON line.</summary>
internal sealed record BenchmarkLine
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The benchmark's name.</summary>
    public required string Benchmark { get; init; }

    /// <summary>The model's folder name.</summary>
    public required string Policy { get; init; }

    /// <summary>The median over the repetitions.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>The share of the machine's limit, measured in the same run.</summary>
    public required double ShareOfLimit { get; init; }

    /// <summary>Seconds by phase, of the repetition with the median speed.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }

    /// <summary>The tokens per second of every repetition.</summary>
    public required IReadOnlyList<double> Repetitions { get; init; }

    /// <summary>What was asked for: batch, lengths and so on.</summary>
    public required IReadOnlyDictionary<string, object> Settings { get; init; }

    /// <summary>The matrix multiplication's operations a second.</summary>
    public required double LimitOperationsPerSecond { get; init; }

    /// <summary>The copy's bytes a second.</summary>
    public required double LimitBytesPerSecond { get; init; }

    /// <summary>The most resident memory, in MB.</summary>
    public required double PeakResidentMb { get; init; }

    /// <summary>Processor threads.</summary>
    public required int Threads { get; init; }

    /// <summary><c>bf16</c> or <c>fp32</c>.</summary>
    public required string Dtype { get; init; }

    /// <summary>The device.</summary>
    public required string Device { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>Parameters of the model.</summary>
    public required long Parameters { get; init; }

    /// <inheritdoc/>
    public override string ToString() => JsonSerializer.Serialize(this, Json);
}
