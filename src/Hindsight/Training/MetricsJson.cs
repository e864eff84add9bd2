using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hindsight.Training;

/// <summary>
/// A step's report as one line of JSON: snake_case names in the record's order. A number that is not finite is the text <c>"NaN"</c>, <c>"Infinity"</c> or
/// <c>"-Infinity"</c>; <c>null</c> means that the value was not measured. Numbers are written so that reading gives the same bits.
/// </summary>
public static class MetricsJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a report; the line has no line break.</summary>
    public static string Serialize(StepReport report) => JsonSerializer.Serialize(report, Options);

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a step's report.</exception>
    public static StepReport Deserialize(string json) => JsonSerializer.Deserialize<StepReport>(json, Options) ?? throw new JsonException("Found null; expected a step's report.");
}
