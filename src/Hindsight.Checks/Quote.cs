using System.Globalization;
using System.Text;

namespace Hindsight.Checks;

/// <summary>Quotes from answers that are safe to store, log and print: short, and with control characters and lone surrogates written out.</summary>
internal static class Quote
{
    private const int Longest = 60;

    /// <summary>The text in quotation marks, cut after 60 characters.</summary>
    public static string Of(ReadOnlySpan<char> text) => $"\"{Raw(text)}\"";

    /// <summary>The place of a match in quotation marks, with a little of what surrounds it.</summary>
    public static string Around(string text, int index, int length)
    {
        const int Margin = 20;
        int start = Math.Max(0, index - Margin), end = (int)Math.Min(text.Length, (long)index + length + Margin);
        return $"\"{(start > 0 ? "…" : "")}{Raw(text.AsSpan(start, end - start))}{(end < text.Length ? "…" : "")}\"";
    }

    /// <summary>Several texts in quotation marks, the first few of many.</summary>
    public static string List(IReadOnlyCollection<string> texts)
    {
        const int Most = 8;
        string list = string.Join(", ", texts.Take(Most).Select(t => Of(t)));
        return texts.Count > Most ? $"{list} and {texts.Count - Most} more" : list;
    }

    /// <summary>The whole text in quotation marks, on one line: for sentences to a model, which must know all that is demanded.</summary>
    public static string Whole(string text) => $"\"{text.ReplaceLineEndings(" ")}\"";

    /// <summary>All texts, whole.</summary>
    public static string All(IEnumerable<string> texts) => string.Join(", ", texts.Select(Whole));

    /// <summary>Whether a text has neither control characters nor lone surrogates.</summary>
    public static bool IsPrintable(ReadOnlySpan<char> text) =>
        !text.ContainsAnyInRange('\0', '\u001f') && !text.ContainsAnyInRange('\u007f', '\u009f') && (!text.ContainsAnyInRange('\ud800', '\udfff') || Printable(text).AsSpan().SequenceEqual(text));

    /// <summary>The text with control characters and lone surrogates written out.</summary>
    public static string Printable(ReadOnlySpan<char> text) => Raw(text, int.MaxValue);

    /// <summary>The text without quotation marks.</summary>
    public static string Raw(ReadOnlySpan<char> text) => Raw(text, Longest);

    private static string Raw(ReadOnlySpan<char> text, int longest)
    {
        var result = new StringBuilder();
        int taken = 0;
        while (!text.IsEmpty)
        {
            if (taken++ == longest)
                return result.Append('…').ToString();
            bool valid = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (!valid)
                result.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[0]:x4}");
            else if (rune.Value == '\n')
                result.Append("\\n");
            else if (Rune.IsControl(rune))
                result.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                result.Append(text[..length]);
            text = text[length..];
        }
        return result.ToString();
    }
}
