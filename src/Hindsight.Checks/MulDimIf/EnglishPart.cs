using System.Text.RegularExpressions;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The parts of an answer whose letters are looked at. Where a part is not there, it is the whole answer.</summary>
internal static partial class EnglishPart
{
    public static string[] Names { get; } = ["text", "table", "table_header", "table_entries", "json_keys", "json_values", "headings"];

    public static string Describe(string part) => part switch
    {
        "text" => "your answer",
        "table" => "your table",
        "table_header" => "the header of your table",
        "table_entries" => "the entries of your table",
        "json_keys" => "the keys of your JSON",
        "json_values" => "the values of your JSON",
        _ => "your headings",
    };

    public static string Of(string text, string part) => part switch
    {
        "table" when text.Contains('|') => Cells(text, 0, int.MaxValue),
        "table_header" when text.Contains('|') => Cells(text, 0, 1),
        "table_entries" when text.Contains('|') => Cells(text, 1, int.MaxValue) is { Length: > 0 } entries ? entries : text,
        "json_keys" when HasBraces(text) => Joined(Key().Matches(text), text),
        "json_values" when HasBraces(text) => Joined(Value().Matches(text), text),
        "headings" => Joined(HeadingLine().Matches(text), text),
        _ => text,
    };

    private static bool HasBraces(string text) => text.Contains('{') && text.Contains('}');

    private static string Cells(string text, int skip, int take) => string.Join(' ', SplitText.Lines(text).Where(l => l.Length > 0).Skip(skip).Take(take)
        .SelectMany(l => l.Split('|')).Select(SplitText.Strip).Where(c => c.Length > 0));

    private static string Joined(MatchCollection matches, string otherwise) => matches.Count == 0 ? otherwise : string.Join(' ', matches.Select(m => m.Groups[1].Value));

    [GeneratedRegex("\"([^\"]+)\"\\s*:", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex(":\\s*\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Value();

    [GeneratedRegex(@"^#+\s*(.+)$", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex HeadingLine();
}
