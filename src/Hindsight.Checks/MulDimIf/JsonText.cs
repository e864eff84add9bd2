using System.Text;
using System.Text.Json;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Answers that are JSON.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 1000 };

    /// <summary>Reads the text, or gives <see langword="null"/> where it is not JSON.</summary>
    public static T? Read<T>(string text, Func<JsonElement, T?> read) where T : class
    {
        try
        {
            // Through UTF-8 with replacement, since the parser throws on a lone surrogate.
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), Options);
            return read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The value as text: a string's own, else as it is written.</summary>
    public static string Written(JsonElement value)
    {
        string raw = value.GetRawText();
        if (value.ValueKind != JsonValueKind.String)
            return raw;
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Thrown for an escape of half a surrogate pair, which stays as it is written.
            return raw[1..^1];
        }
    }

    /// <summary>The value of an object's key, as text; <see langword="null"/>: it has none. Of a key given twice, the last counts.</summary>
    public static string? Find(JsonElement map, string key)
    {
        string? found = null;
        foreach (JsonProperty property in map.EnumerateObject())
            found = IsNamed(property, key) ? Written(property.Value) : found;
        return found;
    }

    private static bool IsNamed(JsonProperty property, string key)
    {
        try
        {
            return property.NameEquals(key);
        }
        catch (InvalidOperationException)
        {
            // Thrown for an escape of half a surrogate pair, which no key that is looked for has.
            return false;
        }
    }

    /// <summary>How deep objects and lists are nested in a text that is JSON; an empty one, and a plain value, adds nothing.</summary>
    public static int Depth(ReadOnlySpan<char> json)
    {
        int depth = 0, deepest = 0;
        bool opened = false, quoted = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (c is ' ' or '\t' or '\n' or '\r')
                continue;
            // An object or list counts when something stands in it.
            if (opened && !quoted && c is not ('}' or ']'))
                deepest = Math.Max(deepest, depth);
            opened = !quoted && (c is '{' or '[');
            if (quoted && c == '\\')
                i++;
            else if (c == '"')
                quoted = !quoted;
            else if (!quoted && (c is '{' or '['))
                depth++;
            else if (!quoted && (c is '}' or ']'))
                depth--;
        }
        return deepest;
    }
}
