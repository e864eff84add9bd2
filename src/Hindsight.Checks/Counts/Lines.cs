namespace Hindsight.Checks.Counts;

/// <summary>Lines, ended by any of the usual line ends.</summary>
internal static class Lines
{
    public static int Count(string text, bool blankToo)
    {
        int count = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            if (blankToo || !line.IsWhiteSpace())
                count++;
        }
        return count;
    }

    public static int Paragraphs(string text)
    {
        int count = 0;
        bool inside = false;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            bool blank = line.IsWhiteSpace();
            if (!blank && !inside)
                count++;
            inside = !blank;
        }
        return count;
    }
}
