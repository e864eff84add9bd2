namespace Hindsight.Checks.Counts;

/// <summary>The items of Markdown lists: indented or not, the marker followed by white space and something else.</summary>
internal static class ListItems
{
    public static int Count(string text, string kind)
    {
        int count = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            ReadOnlySpan<char> trimmed = line.Trim();
            if ((kind != "numbers" && IsBullet(trimmed)) || (kind != "bullets" && IsNumbered(trimmed)))
                count++;
        }
        return count;
    }

    private static bool IsBullet(ReadOnlySpan<char> line) => line.Length > 2 && line[0] is '-' or '*' or '+' or '•' && IsItem(line[1..]);

    private static bool IsNumbered(ReadOnlySpan<char> line)
    {
        int digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and <= 9 && line[digits] is '.' or ')' && IsItem(line[(digits + 1)..]);
    }

    private static bool IsItem(ReadOnlySpan<char> rest) => rest.Length > 1 && char.IsWhiteSpace(rest[0]);
}
