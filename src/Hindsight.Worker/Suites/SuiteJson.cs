using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hindsight.Worker.Suites;

/// <summary>How a measurement's files are written.</summary>
internal static class SuiteJson
{
    /// <summary>One line; letters stay letters.</summary>
    public static JsonSerializerOptions Line { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>For people to read.</summary>
    public static JsonSerializerOptions Page { get; } = new(Line) { WriteIndented = true };
}
