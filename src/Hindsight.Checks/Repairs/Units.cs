using System.Text.RegularExpressions;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.Repairs;

/// <summary>The pieces that a text can be cut into: the sentences of each line; a line of a list, a table, a heading or a quotation as a whole.</summary>
internal static partial class Units
{
    public static List<(int Start, int End)> Of(string text)
    {
        List<(int Start, int End)> units = [];
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            string line = text[start..end];
            if (IsMarked(line))
                Add(0, line.Length);
            else
                PunktSentences.Of(line).ForEach(sentence => Add(sentence.Start, sentence.End));
            start = end + 1;

            void Add(int from, int to)
            {
                (from, to) = (start + from, start + to);
                while (from < to && PythonText.IsSpace(text[from]))
                    from++;
                while (to > from && PythonText.IsSpace(text[to - 1]))
                    to--;
                if (to > from)
                    units.Add((from, to));
            }
        }
        return units;
    }

    /// <summary>Whether a line is a list's item, a table's row, a heading, a quotation or a ruled line.</summary>
    public static bool IsMarked(ReadOnlySpan<char> line) => Mark().IsMatch(line);

    /// <summary>A line without the mark before it.</summary>
    public static string Unmarked(string line)
    {
        foreach (ValueMatch mark in Mark().EnumerateMatches(line))
            return line[(mark.Index + mark.Length)..].TrimStart();
        return line;
    }

    /// <summary>The text without a unit, and without the line where nothing else stands on it.</summary>
    public static string Without(string text, (int Start, int End) unit)
    {
        (int start, int end) = unit;
        while (start > 0 && text[start - 1] is ' ' or '\t')
            start--;
        bool first = start == 0 || text[start - 1] == '\n';
        while (first && end < text.Length && text[end] is ' ' or '\t')
            end++;
        bool alone = first && (end == text.Length || text[end] == '\n');
        if (!alone)
            return text.Remove(start, end - start);
        while (start > 0 && text[start - 1] == '\n')
            start--;
        int after = end;
        while (after < text.Length && text[after] == '\n')
            after++;
        if (start == 0 || after == text.Length)
            return text[..start] + text[after..];
        int breaks = Math.Max(text.AsSpan(start, unit.Start - start).Count('\n'), after - end);
        return $"{text[..start]}{(breaks > 1 ? "\n\n" : "\n")}{text[after..]}";
    }

    [GeneratedRegex(@"^\s*(?:[-*+•]\s|\d{1,9}[.)]\s|#+\s|>|\||\*{3,}\s*$|-{3,}\s*$)")]
    private static partial Regex Mark();
}
