using System.Text.RegularExpressions;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The items of an answer whose words are counted one by one: cells, list items, JSON values or lines.</summary>
internal static partial class ItemWords
{
    // Stands for a line of a table that holds no text; it is counted with the cells where no column has the name.
    private const string Rule = "<TitleSplit>";

    /// <param name="text">The answer.</param>
    /// <param name="name">What an item is called: a part of a column's header, or a JSON key; empty: any.</param>
    public static IReadOnlyList<string> Of(string text, string name) => AnswerShape.Of(text) switch
    {
        AnswerShape.Kind.Table => Cells(text, name.Length == 0 ? "cells" : name),
        AnswerShape.Kind.Json => Values(text, name),
        AnswerShape.Kind.Numbered => [.. text.Split('\n').Where(AnswerShape.IsNumbered).Select(NumberedText)],
        AnswerShape.Kind.Bulleted => [.. text.Split('\n').Where(AnswerShape.IsBulleted).Select(AnswerShape.BulletText)],
        _ => [.. SplitText.Lines(text).Where(IsItem).Select(l => SplitText.Strip(l.TrimStart('#')))],
    };

    private static bool IsItem(string line) =>
        line.Length > 0 && !line.Trim('*', '#', '\'', '"').EndsWith(':') && !(line.Length > 1 && line[0] == '|' && line[^1] == '|');

    private static string NumberedText(string line)
    {
        line = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return SplitText.Strip(line[(line.IndexOf('.', StringComparison.Ordinal) + 1)..]);
    }

    private static IReadOnlyList<string> Values(string text, string name)
    {
        if (name.Length == 0)
            return [];
        string key = name[(name.LastIndexOf(' ') + 1)..];
        return JsonText.Read(text, root =>
        {
            if (root.ValueKind != System.Text.Json.JsonValueKind.Object)
                return (IReadOnlyList<string>)[];
            if (name.Contains("entry", StringComparison.Ordinal))
                return [.. root.EnumerateObject().Select(p => JsonText.Written(p.Value))];
            return [JsonText.Find(root, key) ?? ""];
        }) ?? [];
    }

    private static List<string> Cells(string text, string name)
    {
        List<string> cells = [];
        int? head = null;
        foreach (string line in SplitText.Lines(text))
        {
            if (!line.StartsWith('|'))
                continue;
            if (RuleLine().IsMatch(line))
            {
                head ??= cells.Count;
                cells.Add(Rule);
            }
            else if (line.Length > 1)
            {
                cells.AddRange(line[1..^1].Split('|').Select(SplitText.Strip).Where(c => c.Length > 0));
            }
        }
        int width = head ?? cells.Count;
        if (width == 0)
            return [];
        string[] headers = [.. cells.Take(width)], data = head is null ? [] : [.. cells.Skip(width + 1).Where(c => c != Rule)];
        // Of columns with the same header, the last has the cells.
        Dictionary<string, int> columns = [];
        for (int i = 0; i < width; i++)
            columns[headers[i]] = i;
        List<string> named = [];
        for (int row = 0; row + width <= data.Length; row += width)
        {
            foreach (string header in headers.Distinct())
            {
                string cell = data[row + columns[header]];
                if (!header.Equals(cell, StringComparison.OrdinalIgnoreCase) && header.Contains(name, StringComparison.OrdinalIgnoreCase))
                    named.Add(cell);
            }
        }
        return named.Count > 0 ? named : cells;
    }

    [GeneratedRegex(@"^[\s|*-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex RuleLine();
}
