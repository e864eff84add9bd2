using System.Text.Json;

namespace Hindsight.Worker.Configuration;

/// <summary>Compares what decided a piece of work with what was written down when it was begun.</summary>
internal static class JsonDifferences
{
    /// <summary>The values in which two JSON objects differ, a line each.</summary>
    /// <param name="now">What holds now.</param>
    /// <param name="then">What was written down.</param>
    /// <param name="what">What was begun with it: <c>the tuning</c>.</param>
    /// <exception cref="JsonException">What was written down is not JSON.</exception>
    public static IReadOnlyList<string> Find(byte[] now, byte[] then, string what)
    {
        Dictionary<string, string> own = Leaves(now), other = Leaves(then);
        return [.. own.Keys.Union(other.Keys).Where(key => own.GetValueOrDefault(key) != other.GetValueOrDefault(key))
            .Select(key => $"{key} is {own.GetValueOrDefault(key) ?? "not set"}; {what} was begun with {other.GetValueOrDefault(key) ?? "none"}.")];
    }

    private static Dictionary<string, string> Leaves(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Leaves("", document.RootElement).ToDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(string path, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Leaves(path.Length == 0 ? p.Name : $"{path}:{p.Name}", p.Value))
        : [KeyValuePair.Create(path, element.GetRawText())];
}
