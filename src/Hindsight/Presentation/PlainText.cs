using System.Globalization;
using System.Text;

namespace Hindsight.Presentation;

/// <summary>Text that others wrote, made fit for a terminal.</summary>
internal static class PlainText
{
    /// <summary>The widest line of a report, in characters.</summary>
    public const int Width = 120;

    /// <summary>The text without anything that moves the cursor, colours or reorders what is read: control characters become visible signs. Line feeds stay.</summary>
    public static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (Rune rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\t')
                visible.Append("    ");
            else if (rune.Value is '\n' or 0x200C or 0x200D)
                visible.Append(rune);
            else if (rune.Value < 0x20)
                visible.Append((char)(0x2400 + rune.Value));
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
            else
                visible.Append(rune);
        }
        return visible.ToString();
    }

    /// <summary>The visible text on one line.</summary>
    public static string OneLine(string text) => Visible(text).Replace('\n', '␊');

    /// <summary>The visible text in lines of at most <paramref name="width"/> characters, broken at spaces where there are any.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (string line in Visible(text).Split('\n'))
        {
            int start = 0;
            while (line.Length - start > width)
            {
                int space = line.LastIndexOf(' ', start + width, width);
                int end = space > start ? space : start + width;
                if (char.IsLowSurrogate(line[end]))
                    end--;
                yield return line[start..end];
                start = line[end] == ' ' ? end + 1 : end;
            }
            yield return line[start..];
        }
    }

    /// <summary>The wrapped text, every line indented.</summary>
    public static void AppendIndented(this StringBuilder page, string text, int indent)
    {
        foreach (string line in Wrap(text, Width - indent))
            page.Append(line.Length == 0 ? "" : new string(' ', indent)).Append(line).Append('\n');
    }
}
