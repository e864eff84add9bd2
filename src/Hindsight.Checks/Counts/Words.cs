using System.Text;

namespace Hindsight.Checks.Counts;

/// <summary>Words: pieces between white space that hold a letter or a digit.</summary>
internal static class Words
{
    public static int Count(string text)
    {
        int count = 0;
        foreach (Range _ in Of(text))
            count++;
        return count;
    }

    /// <summary>Where the words stand, the punctuation that touches them included.</summary>
    public static IEnumerable<Range> Of(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            int start = i;
            bool word = false;
            for (; i < text.Length && !char.IsWhiteSpace(text[i]); i++)
                word = word || IsLetterOrDigit(text, i);
            if (word)
                yield return start..i;
        }
    }

    private static bool IsLetterOrDigit(string text, int index) =>
        Rune.TryGetRuneAt(text, index, out Rune rune) && Rune.IsLetterOrDigit(rune);
}
