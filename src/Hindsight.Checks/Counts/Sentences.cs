using System.Collections.Frozen;

namespace Hindsight.Checks.Counts;

/// <summary>
/// Sentences. A sentence ends at a run of . ! ? … (or a wide form of them), closing quotes and brackets included, before white space or the end of the text.
/// A point does not end one after a title or an initial, nor after "No" before a number; a point, and any end inside a quotation, does not end one before a small letter.
/// </summary>
internal static class Sentences
{
    private static readonly FrozenSet<string> Titles = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "vs", "e.g", "i.e");

    public static int Count(string text)
    {
        int count = 0, wordStart = 0;
        bool open = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsWhiteSpace(c))
            {
                wordStart = i + 1;
                continue;
            }
            open = open || char.IsLetterOrDigit(c) || char.IsSurrogate(c);
            if (!IsEnd(c))
                continue;
            int last = i;
            while (last + 1 < text.Length && (IsEnd(text[last + 1]) || IsClosing(text[last + 1])))
                last++;
            bool wide = c is '。' or '！' or '？';
            bool ends = wide || last + 1 == text.Length || (char.IsWhiteSpace(text[last + 1]) && !GoesOn(text, wordStart, i, last));
            if (open && ends)
            {
                count++;
                open = false;
            }
            i = last;
        }
        return open ? count + 1 : count;
    }

    /// <summary>Whether the sentence goes on after the marks from <paramref name="first"/> to <paramref name="last"/>.</summary>
    private static bool GoesOn(string text, int wordStart, int first, int last)
    {
        int next = last + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next == text.Length)
            return false;
        if (char.IsLower(text[next]) && (text[first] == '.' || IsClosing(text[last])))
            return true;
        if (text[first] != '.' || last > first)
            return false;
        ReadOnlySpan<char> word = text.AsSpan(wordStart, first - wordStart).TrimStart("([\"'“‘");
        bool number = word.Equals("No", StringComparison.OrdinalIgnoreCase) && char.IsDigit(text[next]);
        bool initial = word.Length == 1 && char.IsUpper(word[0]) && word[0] != 'I';
        return number || initial || Titles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static bool IsEnd(char c) => c is '.' or '!' or '?' or '…' or '。' or '！' or '？';

    private static bool IsClosing(char c) => c is '"' or '\'' or ')' or ']' or '”' or '’' or '»' or '」' or '』' or '*' or '_';
}
