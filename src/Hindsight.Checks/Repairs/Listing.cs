using System.Globalization;
using System.Text.RegularExpressions;

namespace Hindsight.Checks.Repairs;

/// <summary>Texts with more or fewer items of lists.</summary>
internal static partial class Listing
{
    public const string Bullet = "- ", Asterisk = "* ", Number = "1. ";

    /// <summary>The text without one of its lines, the last first, or with the mark before it left out.</summary>
    public static IEnumerable<string> Fewer(string text)
    {
        foreach (string shorter in Enumerable.Reverse(Lines(text)).Select(line => Units.Without(text, line)))
            yield return shorter;
        foreach ((int start, int end) in Enumerable.Reverse(Lines(text)))
            yield return text[..start] + text[start..end].TrimStart('-', '*', '+', '•', ' ', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ')') + text[end..];
    }

    /// <summary>The text with one of its sentences as an item, from the second on, or with an item more.</summary>
    public static IEnumerable<string> More(string text, string mark, RepairWords words)
    {
        mark = mark != Number && Marks().Match(text) is { Success: true } own ? own.Value : mark;
        foreach ((int start, int end) in Units.Of(text).Skip(1).SkipLast(1).Where(u => !Units.IsMarked(text.AsSpan(u.Start, u.End - u.Start))))
            yield return Numbered($"{text[..start].TrimEnd()}\n{mark}{text[start..end]}\n{text[end..].TrimStart()}", mark);
        foreach (string more in Adding.Lines(text, words.Of(Wordings.Default.Items).Select(item => mark + item)))
            yield return Numbered(more, mark);
    }

    /// <summary>The text with the numbers of its items in order, where items have numbers.</summary>
    private static string Numbered(string text, string mark)
    {
        int number = 0;
        return mark == Number ? Numbers().Replace(text, _ => string.Create(CultureInfo.InvariantCulture, $"{++number}")) : text;
    }

    private static List<(int Start, int End)> Lines(string text)
    {
        List<(int Start, int End)> lines = [];
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            if (!text.AsSpan(start, end - start).IsWhiteSpace())
                lines.Add((start, end));
            start = end + 1;
        }
        return lines;
    }

    [GeneratedRegex("^[-*] ", RegexOptions.Multiline)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^[0-9]{1,9}(?=[.)]\s)", RegexOptions.Multiline)]
    private static partial Regex Numbers();
}
