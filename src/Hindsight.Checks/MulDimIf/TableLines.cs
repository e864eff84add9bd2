using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The lines that stand between the first and the last | of an answer, blank ones apart: its table.</summary>
internal sealed class TableLines
{
    private readonly string[] _lines;

    private TableLines(string[] lines)
    {
        _lines = lines;
        Text = string.Join(' ', lines).Replace('|', ' ').ToLowerInvariant();
        Headers = Columns < 1 ? [] : [.. lines[0].Split('|')[1..^1].Select(h => SplitText.Strip(h).ToLowerInvariant())];
    }

    /// <summary>Whether there are no lines, since one | alone is no table.</summary>
    public bool IsEmpty => _lines.Length == 0;

    /// <summary>The number of lines below the header and the rule under it; −1 without lines.</summary>
    public int Rows => _lines.Length - (_lines.Length > 1 && _lines[1].Contains("---", StringComparison.Ordinal) ? 2 : 1);

    /// <summary>The number of columns of the first line.</summary>
    public int Columns => IsEmpty ? 0 : _lines[0].AsSpan().Count('|') - 1;

    /// <summary>The cells of the first line, in small letters.</summary>
    public IReadOnlyList<string> Headers { get; }

    public string FirstLine => IsEmpty ? "" : SplitText.Strip(_lines[0].Trim('|'));

    /// <summary>All cells, in small letters.</summary>
    public string Text { get; }

    /// <summary>The table, or <see langword="null"/>: the answer has no |.</summary>
    public static TableLines? In(string answer)
    {
        int first = answer.IndexOf('|', StringComparison.Ordinal), last = answer.LastIndexOf('|');
        if (first < 0)
            return null;
        return new TableLines(first == last ? [] : [.. SplitText.Lines(answer[first..(last + 1)]).Where(l => l.Length > 0)]);
    }
}
