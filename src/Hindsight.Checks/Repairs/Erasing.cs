using System.Buffers;
using System.Text;

namespace Hindsight.Checks.Repairs;

/// <summary>Texts with something less in them.</summary>
internal static class Erasing
{
    /// <summary>The text without any of what is looked for, each time with a substitute for the word or, failing that, without it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">Where it first stands, and its length; index −1: nowhere.</param>
    public static string All(string text, Func<string, (int Index, int Length)> find)
    {
        // Whatever is put in is no longer than a word, so that a text can be gone through at most once.
        for (int left = text.Length; left > 0; left--)
        {
            (int index, int length) = find(text);
            if (index < 0 || length == 0)
                return text;
            text = Once(text, index, length);
        }
        return text;
    }

    /// <summary>The text without what stands at a place, or with a substitute for it.</summary>
    public static string Once(string text, int index, int length)
    {
        string word = text.Substring(index, length);
        if (Wordings.Default.Substitutes.TryGetValue(word.ToLowerInvariant(), out string? substitute) && IsAlone(text, index, length))
            return text[..index] + Casing.As(word, substitute) + text[(index + length)..];
        return Without(text, index, length);
    }

    /// <summary>The text without the whole word around a place, or without the character there, where that is of no word.</summary>
    public static string Word(string text, int index)
    {
        int start = index > 0 && char.IsSurrogatePair(text, index - 1) ? index - 1 : index;
        Rune.DecodeFromUtf16(text.AsSpan(start), out _, out int length);
        int end = start + length;
        while (Rune.DecodeLastFromUtf16(text.AsSpan(0, start), out Rune before, out length) == OperationStatus.Done && Rune.IsLetterOrDigit(before))
            start -= length;
        while (Rune.DecodeFromUtf16(text.AsSpan(end), out Rune after, out length) == OperationStatus.Done && Rune.IsLetterOrDigit(after))
            end += length;
        return Once(text, start, end - start);
    }

    private static string Without(string text, int index, int length)
    {
        int end = index + length;
        bool opens = char.IsUpper(text[index]) || index == 0, spaced = index == 0 || text[index - 1] is ' ' or '\n' or '"' or '(';
        while (spaced && end < text.Length && text[end] == ' ')
            end++;
        // A mark that follows comes up to the word before.
        int start = end < text.Length && text[end] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or '\n' ? text.AsSpan(0, index).TrimEnd(' ').Length : index;
        string rest = text[end..];
        return text[..start] + (opens ? Casing.Capitalised(rest) : rest);
    }

    private static bool IsAlone(string text, int index, int length) =>
        !(index > 0 && char.IsLetterOrDigit(text[index - 1])) && !(index + length < text.Length && char.IsLetterOrDigit(text[index + length]));
}
