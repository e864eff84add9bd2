namespace Hindsight.Checks.Language;

/// <summary>Unicode code points, a lone surrogate being one.</summary>
internal static class CodePoints
{
    public static int[] Of(ReadOnlySpan<char> text)
    {
        int[] points = new int[text.Length];
        int count = 0;
        for (; !text.IsEmpty; text = text[First(text).Length..])
            points[count++] = First(text).Length == 2 ? char.ConvertToUtf32(text[0], text[1]) : text[0];
        return points[..count];
    }

    /// <summary>The first code point of a text that is not empty.</summary>
    public static ReadOnlySpan<char> First(ReadOnlySpan<char> text) => text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? text[..2] : text[..1];

    /// <summary>The last code points, or all of a shorter text.</summary>
    public static ReadOnlySpan<char> Last(ReadOnlySpan<char> text, int count)
    {
        int start = text.Length;
        for (; count > 0 && start > 0; count--)
            start -= start > 1 && char.IsSurrogatePair(text[start - 2], text[start - 1]) ? 2 : 1;
        return text[start..];
    }
}
