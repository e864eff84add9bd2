using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads which case letters are to have, and of what part.</summary>
internal static class EnglishReader
{
    private static readonly Regex Upper = Pattern.Of(@"\ball[- ]?uppercase\b"), Capitalized = Pattern.Of(@"\bcapitalized\b"), Lower = Pattern.Of(@"\blowercase\b");

    public static ConstraintReading Read(string sentence)
    {
        string text = sentence.Trim().ToLowerInvariant();
        string? letters = Upper.IsMatch(text) || Has("in all uppercase letters") || Has("in capitalized form") ? "upper"
            : Has("capitalize the first letter of each word") || Has("each word in") || Capitalized.IsMatch(text) || Has("capitalized letters for each word") || (Has("capital") && Has("each")) ? "title"
            : Has("all lowercase") || Lower.IsMatch(text) ? "lower"
            : Has("written as a short blurb") ? "any"
            : null;
        return letters is null ? ConstraintReading.NoAnswer : ConstraintReading.Of(EnglishCheck.Id, ("case", letters), ("part", letters == "any" ? null : Part()));

        bool Has(string words) => text.Contains(words, StringComparison.Ordinal);

        string Part()
        {
            if (Has("table"))
                return Has("headings") ? "table" : Has("header") ? "table_header" : Has("entries") ? "table_entries" : "table";
            if (Has("json"))
                return Has("keys") ? "json_keys" : Has("values") ? "json_values" : "text";
            return Has("heading") ? "headings" : "text";
        }
    }
}
