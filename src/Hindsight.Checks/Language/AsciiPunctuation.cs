using System.Buffers;

namespace Hindsight.Checks.Language;

/// <summary>The ASCII characters that Python's <c>string.punctuation</c> lists.</summary>
internal static class AsciiPunctuation
{
    private const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private static readonly SearchValues<char> All = SearchValues.Create(Marks);

    public static bool Contains(char c) => All.Contains(c);

    /// <summary>The text without them.</summary>
    public static string Remove(string text) => text.AsSpan().IndexOfAny(All) < 0 ? text : string.Concat(text.Where(c => !All.Contains(c)));

    /// <summary>The text without those at its ends, and without blanks there; other white space stays.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(Marks + " ");

    /// <summary>The text without those at its beginning, and without blanks there.</summary>
    public static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text) => text.TrimStart(Marks + " ");
}
