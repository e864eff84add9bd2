using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Finds JSON in a text with other text around it: comments and trailing commas pass, anything from which it is not plain what is JSON and what is not does not.</summary>
internal static class LooseJson
{
    private static readonly JsonReaderOptions ReaderOptions = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonDocumentOptions DocumentOptions = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    /// <summary>The objects and arrays in the text, in order, those within others left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">What keeps it from being read; <see langword="null"/> where nothing does.</param>
    public static IReadOnlyList<JsonElement> Find(string text, out string? fault)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        List<JsonElement> found = [];
        // Brackets of the text around: "the [second] sentence".
        Stack<byte> open = [];
        fault = null;
        for (int at = 0, length; at < bytes.Length && fault is null; at += length)
        {
            length = 1;
            if (bytes[at] is (byte)'}' or (byte)']')
            {
                fault = open.TryPop(out byte expected) && expected == bytes[at] ? null : "The reply closes a bracket that it does not open; expected one JSON object.";
            }
            else if (bytes[at] is (byte)'{' or (byte)'[')
            {
                if (Measure(bytes.AsSpan(at)) is { } whole)
                {
                    length = whole;
                    fault = open.Count > 0 ? "The reply's JSON stands within brackets that are no JSON; expected one JSON object." : Add(found, bytes.AsMemory(at, whole));
                }
                else if (IsMeantAsJson(bytes.AsSpan(at)))
                {
                    fault = "The reply holds JSON that is broken or cut off; expected one JSON object.";
                }
                else
                {
                    open.Push(bytes[at] == '{' ? (byte)'}' : (byte)']');
                }
            }
        }
        return found;
    }

    private static int? Measure(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: true, new JsonReaderState(ReaderOptions));
        try
        {
            reader.Read();
            reader.Skip();
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Add(List<JsonElement> found, ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, DocumentOptions);
            found.Add(document.RootElement.Clone());
            return null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Well-formed but for a member that is named twice, or named by half a surrogate pair.
            return "The reply's JSON names a member twice, or by what is no text; expected one JSON object.";
        }
    }

    /// <summary>Whether what is no JSON looks as if it were to be: then what stands inside may be a quotation in it.</summary>
    private static bool IsMeantAsJson(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> inside = text[1..].TrimStart(" \t\r\n"u8);
        if (inside.IsEmpty || inside[0] is (byte)'"' or (byte)'\'' or (byte)'{' or (byte)'[' or (byte)'/')
            return true;
        int name = inside.IndexOfAnyExcept(NameBytes);
        return name > 0 && inside[name..].TrimStart(" \t\r\n"u8) is [(byte)':', ..];
    }
}
