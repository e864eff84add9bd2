using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>A Markdown heading.</summary>
internal sealed record Heading(int Level, string Title)
{
    /// <summary>The headings of a text: lines of #, white space and what follows.</summary>
    public static IReadOnlyList<Heading> In(string text)
    {
        List<Heading> headings = [];
        foreach (string line in SplitText.Lines(text))
        {
            int level = line.AsSpan().IndexOfAnyExcept('#');
            if (level > 0 && PythonText.IsSpace(line[level]))
                headings.Add(new Heading(level, SplitText.Strip(line[level..])));
        }
        return headings;
    }

    public override string ToString() => $"{new string('#', Math.Min(Level, 10))} {Title}";
}
