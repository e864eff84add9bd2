using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Checks.Formats;
using Hindsight.Checks.Language;
using Hindsight.Checks.MulDimIf;

namespace Hindsight.Checks.Repairs;

/// <summary>Texts as JSON.</summary>
internal static class JsonWrapping
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON object or list that stands in a text, or <see langword="null"/>.</summary>
    public static string? Inside(string text) => Between(text, '{', '}') ?? Between(text, '[', ']');

    /// <summary>The sentences of a text as the values of an object: one for each key, all that are left for the last; or as a list.</summary>
    public static string Wrapped(string text, IReadOnlyList<string> keys, RepairWords words)
    {
        string body = PythonText.Strip(text).ToString();
        List<(int Start, int End)> units = Units.Of(body);
        string[] more = words.Any(Wordings.Default.Sentences);
        IEnumerable<string> members = keys.Select((key, i) => $"{Written(key)}: {Written(i == keys.Count - 1
            ? units.Count > i ? body[units[i].Start..] : more[i % more.Length] : units.Count > i + 1 ? body[units[i].Start..units[i + 1].Start].TrimEnd() : more[i % more.Length])}");
        return keys.Count == 1 ? $"{{{Written(keys[0])}: {Written(body)}}}" : $"{{{string.Join(", ", members)}}}";
    }

    public static string List(string text) => $"[{string.Join(", ", Units.Of(text).Select(u => Written(text[u.Start..u.End])))}]";

    /// <summary>An object with keys more, each with a sentence.</summary>
    public static string WithKeys(string json, IEnumerable<string> keys, RepairWords words)
    {
        string open = json.TrimEnd()[..^1].TrimEnd();
        string members = string.Join(", ", keys.Zip(words.Sentences, (key, sentence) => $"{Written(key)}: {Written(sentence)}"));
        return $"{open}{(open.EndsWith('{') ? "" : ", ")}{members}}}";
    }

    /// <summary>JSON that is nested so deep: what stands in the text where it can be nested so, else the whole text.</summary>
    public static IEnumerable<string> Nested(string text, int levels, RepairWords words)
    {
        IReadOnlyList<string> keys = Wordings.Default.Keys;
        levels = Math.Clamp(levels, 1, keys.Count);
        if (Inside(text) is { } inside)
            yield return Deeper(inside, levels - JsonText.Depth(inside));
        yield return Deeper(Wrapped(text, [keys[levels - 1]], words), levels - 1);

        string Deeper(string json, int more) => keys.Take(Math.Max(0, more)).Reverse().Aggregate(json, (inner, key) => $"{{{Written(key)}: {inner}}}");
    }

    private static string? Between(string text, char open, char close)
    {
        int start = text.IndexOf(open, StringComparison.Ordinal), end = text.LastIndexOf(close);
        return start >= 0 && end > start && JsonGrammar.FirstFault(text.AsSpan(start, end + 1 - start)) < 0 ? text[start..(end + 1)] : null;
    }

    private static string Written(string text) => JsonSerializer.Serialize(text, Relaxed);
}
