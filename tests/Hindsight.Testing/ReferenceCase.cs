using System.Globalization;
using System.Text.Json;

namespace Hindsight.Testing;

/// <summary>One case of a reference file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Name">The case's name.</param>
/// <param name="Content">The whole case.</param>
public sealed record ReferenceCase(string File, string Name, JsonElement Content)
{
    /// <summary>The case's <c>inputs</c>.</summary>
    public JsonElement Inputs => Content.GetProperty("inputs");

    /// <summary>The case's <c>options</c>.</summary>
    public JsonElement Options => Content.GetProperty("options");

    /// <summary>The case's <c>expected</c>.</summary>
    public JsonElement Expected => Content.GetProperty("expected");

    /// <summary>A number: JSON's own, <c>"nan"</c>, <c>"inf"</c> or <c>"-inf"</c>; <see langword="null"/> for null.</summary>
    public static double? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetDouble(),
        _ => value.GetString() switch
        {
            "nan" => double.NaN,
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            string other => double.Parse(other, CultureInfo.InvariantCulture),
            null => null,
        },
    };

    /// <summary>A list of numbers.</summary>
    public static double?[] Numbers(JsonElement value) => [.. value.EnumerateArray().Select(Number)];

    /// <inheritdoc/>
    public override string ToString() => $"{File}: {Name}";
}
