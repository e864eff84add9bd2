using System.Text;

namespace Hindsight.Presentation;

/// <summary>A table of plain text. Columns are as wide as their widest cell; a text in the last column wraps within the page.</summary>
/// <param name="indent">Spaces before every line.</param>
/// <param name="headings">A heading for each column; one that begins with <c>&gt;</c> is of a column set flush right. Empty: no headings are printed.</param>
internal sealed class TextTable(int indent, params string[] headings)
{
    private const int Gap = 2;

    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(PlainText.OneLine)]);

    public override string ToString()
    {
        string[] names = [.. headings.Select(h => h.TrimStart('>'))];
        int[] widths = [.. names.Select((name, column) => _rows.Select(r => r[column].Length).Append(name.Length).Max())];
        var page = new StringBuilder();
        if (names.Any(n => n.Length > 0))
            AppendRow(page, widths, names);
        foreach (string[] row in _rows)
            AppendRow(page, widths, row);
        return page.ToString();
    }

    private void AppendRow(StringBuilder page, int[] widths, string[] cells)
    {
        var line = new StringBuilder().Append(' ', indent);
        for (int i = 0; i < cells.Length - 1; i++)
            line.Append(IsRight(i) ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i])).Append(' ', Gap);
        int offset = line.Length, last = cells.Length - 1;
        string[] lines = [.. PlainText.Wrap(IsRight(last) ? cells[last].PadLeft(widths[last]) : cells[last], Math.Max(PlainText.Width - offset, 30))];
        for (int i = 0; i < lines.Length; i++)
            page.Append((i == 0 ? line.ToString() + lines[i] : new string(' ', offset) + lines[i]).TrimEnd()).Append('\n');
    }

    private bool IsRight(int column) => headings[column].StartsWith('>');
}
