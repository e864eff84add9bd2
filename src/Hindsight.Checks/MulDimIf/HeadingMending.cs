using Hindsight.Checks.Repairs;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Texts with other Markdown headings.</summary>
internal static class HeadingMending
{
    private static readonly int[] Usual = [2, 1, 3, 4];

    /// <summary>The text with a heading more before one of its paragraphs, with one of another level, or with one less; then with a paragraph more that has a heading.</summary>
    /// <param name="text">The text.</param>
    /// <param name="levels">The levels to try first.</param>
    /// <param name="title">The title of a new heading; <see langword="null"/>: any.</param>
    /// <param name="words">Titles and sentences to add.</param>
    public static IEnumerable<string> Changes(string text, IReadOnlyList<int> levels, string? title, RepairWords words)
    {
        string[] lines = text.Split('\n'), titles = title is null ? words.Any(Wordings.Default.Titles) : [title];
        int[] all = [.. levels.Concat(Usual).Distinct()], headings = [.. Enumerable.Range(0, lines.Length).Where(i => Heading.In(lines[i]).Count > 0)];
        foreach (int level in all)
        {
            foreach (int line in Enumerable.Range(0, lines.Length).Where(i => Begins(lines, i)))
                yield return Joined([.. lines[..line], Written(level, titles[line % titles.Length]), .. lines[line..]]);
        }
        foreach (int line in headings)
        {
            foreach (int level in all)
                yield return Joined([.. lines[..line], Written(level, Heading.In(lines[line])[0].Title), .. lines[(line + 1)..]]);
        }
        foreach (int line in headings.Reverse())
            yield return Joined([.. lines[..line], lines[line].TrimStart('#', ' '), .. lines[(line + 1)..]]);
        foreach (string sentence in words.Sentences)
        {
            foreach (int level in all)
                yield return $"{text.TrimEnd()}\n\n{Written(level, titles[^1])}\n{sentence}";
        }
    }

    /// <summary>Whether a paragraph begins at a line, with something that is no heading.</summary>
    private static bool Begins(string[] lines, int line) =>
        lines[line].Trim().Length > 0 && Heading.In(lines[line]).Count == 0 && (line == 0 || lines[line - 1].Trim().Length == 0);

    private static string Written(int level, string title) => $"{new string('#', level)} {title}";

    private static string Joined(string[] lines) => string.Join('\n', lines);
}
