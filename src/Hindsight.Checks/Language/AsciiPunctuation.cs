using System.Buffers;
using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>The 32 marks of Python's <c>string.punctuation</c>: all of ASCII that is printed and is neither letter nor digit.</summary>
internal static class AsciiPunctuation
{
    private const string All = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", WithBlank = All + " ";

    private static readonly SearchValues<char> Marks = SearchValues.Create(All);

    /// <summary>The text without its punctuation.</summary>
    public static string Remove(string text)
    {
        var rest = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!Marks.Contains(c))
                rest.Append(c);
        }
        return rest.ToString();
    }

    /// <summary>The text without punctuation and blanks around it.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => text.Trim(WithBlank);

    public static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text) => text.TrimStart(WithBlank);

    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text) => text.TrimEnd(WithBlank);
}
