using Hindsight.Checks.Repairs;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Texts with another table.</summary>
internal static class TableMending
{
    private const int Columns = 2;

    /// <summary>The text with a table, where it has none; else with a row or a column more or less in it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cells">What the next column or row is to hold.</param>
    /// <param name="words">Words for cells.</param>
    public static IEnumerable<string> Changes(string text, IReadOnlyList<string> cells, RepairWords words)
    {
        string[] lines = text.Split('\n'), more = [.. cells, .. words.Any(Wordings.Default.Cells), .. Wordings.Default.Cells.Take(2 * Columns)];
        int first = Array.FindIndex(lines, l => l.TrimStart().StartsWith('|')), last = Array.FindLastIndex(lines, l => l.TrimStart().StartsWith('|'));
        if (first < 0)
        {
            // A stray bar would count as a part of the table.
            string table = $"\n{Row(more[..Columns])}\n{Row(Enumerable.Repeat("---", Columns))}\n{Row(more[Columns..(2 * Columns)])}\n", rest = text.Replace("|", "", StringComparison.Ordinal);
            foreach (string with in Adding.Lines(rest, [table]))
                yield return with.TrimEnd();
            yield break;
        }
        int width = Math.Max(1, lines[first].Count(c => c == '|') - 1);
        yield return Joined([.. lines[..(last + 1)], Row(Enumerable.Range(0, width).Select(i => more[i % more.Length])), .. lines[(last + 1)..]]);
        yield return Joined([.. lines[..last], .. lines[(last + 1)..]]);
        yield return Joined([.. lines.Select((line, i) => i < first || i > last || !line.Contains('|') ? line : $"{line.TrimEnd()} {(line.Contains("---", StringComparison.Ordinal) ? "---" : more[(i - first) % more.Length])} |")]);
        yield return Joined([.. lines.Select((line, i) => i < first || i > last || line.Count(c => c == '|') < Columns + 1 ? line : line.TrimEnd()[..(line.TrimEnd()[..^1].LastIndexOf('|') + 1)])]);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Joined(string[] lines) => string.Join('\n', lines);
}
