using System.Text;
using System.Text.RegularExpressions;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The items of an answer in which keywords are looked for one by one: the cells of one column, list items, JSON values, or parts between ruled lines.</summary>
internal static partial class ItemTexts
{
    /// <param name="text">The answer.</param>
    /// <param name="name">What an item is called; of a table, the column whose header shares most words with it.</param>
    public static IReadOnlyList<string> Of(string text, string name) => AnswerShape.Of(text) switch
    {
        AnswerShape.Kind.Table => Cells(text, name),
        AnswerShape.Kind.Json => AnswerShape.JsonValues(text) ?? [],
        AnswerShape.Kind.Numbered => [.. text.Split('\n').Where(AnswerShape.IsNumbered).Select(l => SplitText.Strip(l[(l.IndexOf('.', StringComparison.Ordinal) + 1)..]))],
        AnswerShape.Kind.Bulleted => [.. text.Split('\n').Where(AnswerShape.IsBulleted).Select(AnswerShape.BulletText)],
        _ => Parts(text),
    };

    private static List<string> Parts(string text)
    {
        List<string> parts = [], lines = [];
        foreach (string line in text.Split('\n'))
        {
            if (!IsRule(PythonText.Strip(line.AsSpan())))
                lines.Add(line);
            else if (lines.Count > 0)
                Close();
        }
        if (lines.Count > 0)
            Close();
        return parts.Count > 0 ? parts : [text];

        void Close()
        {
            parts.Add(SplitText.Strip(string.Join('\n', lines)));
            lines.Clear();
        }
    }

    private static bool IsRule(ReadOnlySpan<char> line) => line.Length >= 3 && line[0] is '-' or '*' or '=' && !line.ContainsAnyExcept(line[0]);

    private static IReadOnlyList<string> Cells(string text, string name)
    {
        string[] lines = [.. SplitText.Lines(text).Where(l => l.StartsWith('|') && l.EndsWith('|'))];
        string[][] rows = [.. lines.Select(l => l.Split('|')[1..^0]).Select(r => r.Length == 0 ? r : r[..^1]).Select(r => r.Select(SplitText.Strip).ToArray())];
        if (rows.Length < 3 || rows[0].Length == 0)
            return [];
        string[] headers = rows[0];
        rows = [.. rows.Skip(2).Where(r => r.Length == headers.Length)];
        if (rows.Length == 0)
            return [];
        HashSet<string> wanted = [.. Words(name)];
        string best = headers.MaxBy(h => Words(h).Count(wanted.Contains))!;
        if (!Words(best).Any(wanted.Contains))
            best = headers.MaxBy(h => Column(h).Sum(c => SplitText.CountWords(c)))!;
        return [.. Column(best)];

        // Of columns with the same header, the last has the cells.
        IEnumerable<string> Column(string header) => rows.Select(r => SplitText.Strip(Heading().Replace(r[Array.LastIndexOf(headers, header)], "")));
    }

    private static IEnumerable<string> Words(string text)
    {
        foreach (Range word in SplitText.Words(text))
        {
            var letters = new StringBuilder();
            foreach (Rune rune in text[word].EnumerateRunes())
            {
                if (PythonText.IsWord(rune))
                    letters.Append(rune.ToString());
            }
            if (letters.Length > 0)
                yield return letters.ToString().ToLowerInvariant();
        }
    }

    [GeneratedRegex(@"^#+\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Heading();
}
