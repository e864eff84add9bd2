using Hindsight.Checks.Generation;

namespace Hindsight.Checks.Repairs;

/// <summary>Texts with something more in them.</summary>
internal static class Adding
{
    private const int PlacesBeforeTheEnd = 4;

    /// <summary>The text with a sentence more.</summary>
    public static IEnumerable<string> Sentences(string text, RepairWords words) => Each(text, words.Sentences);

    /// <summary>The text with one of some sentences, at the end or where it may stand before.</summary>
    public static IEnumerable<string> Each(string text, IEnumerable<string> sentences) => sentences.SelectMany(sentence => Places(text, sentence));

    /// <summary>The text with a word more, in a sentence about it.</summary>
    public static IEnumerable<string> Mention(string text, string word, RepairWords words) => Each(text, words.Of(Wordings.Default.Mentions, word));

    /// <summary>The text with lines more, at the end or where they may stand before.</summary>
    public static IEnumerable<string> Lines(string text, IEnumerable<string> lines)
    {
        string end = text.TrimEnd();
        List<(int Start, int End)> units = Units.Of(end);
        foreach (string line in lines)
        {
            yield return $"{end}\n{line}";
            foreach ((int start, _) in Enumerable.Reverse(units).Take(PlacesBeforeTheEnd))
                yield return start == 0 ? $"{line}\n{end}" : $"{end[..start].TrimEnd()}\n{line}\n{end[start..]}";
        }
    }

    /// <summary>The text with a word at its beginning.</summary>
    public static IEnumerable<string> Opening(string text, string word)
    {
        string rest = text.TrimStart();
        bool marked = Units.IsMarked(rest), isWord = char.IsLetterOrDigit(word[^1]);
        foreach (string first in Forms(text, word))
        {
            if (isWord && !marked)
            {
                foreach (string opening in Wordings.Default.Openings)
                    yield return Wording.Fill(opening, _ => first) + Casing.Continued(rest);
            }
            yield return marked ? $"{first}\n{rest}" : $"{first} {rest}";
            yield return $"{first}\n{rest}";
        }
    }

    /// <summary>The text with a phrase at its end.</summary>
    public static IEnumerable<string> Ending(string text, string phrase)
    {
        string closed = Closed(text);
        foreach (string last in Forms(text, phrase))
        {
            yield return EndsMarked(text) ? $"{closed}\n\n{last}" : $"{closed} {last}";
            yield return $"{closed}\n{last}";
            yield return $"{closed}\n\n{last}";
        }
    }

    /// <summary>The text as something may follow: without white space at its end, and, where its last sentence breaks off, without that, or with a point if it is the only one of its line.</summary>
    public static string Closed(string text)
    {
        string end = text.TrimEnd();
        if (end.Length == 0 || EndsMarked(end) || !(char.IsLetterOrDigit(end[^1]) || Pauses.Contains(end[^1])))
            return end;
        int last = Units.Of(end)[^1].Start;
        if (last > 0 && end[last - 1] == ' ')
            return end[..last].TrimEnd();
        return end.TrimEnd([.. Pauses, ' ']) is { Length: > 0 } broken ? broken + "." : end;
    }

    /// <summary>Whether the last line is a list's, a table's and the like.</summary>
    public static bool EndsMarked(string text)
    {
        ReadOnlySpan<char> end = text.AsSpan().TrimEnd();
        return Units.IsMarked(end[(end.LastIndexOf('\n') + 1)..]);
    }

    private static IEnumerable<string> Places(string text, string sentence)
    {
        string end = text.TrimEnd();
        int inside = end.TrimEnd(Closers).Length;
        if (inside < end.Length && inside > 0)
            yield return $"{Closed(end[..inside])} {sentence}{end[inside..]}";
        yield return EndsMarked(end) ? $"{end}\n\n{sentence}" : $"{Closed(end)} {sentence}";
        List<(int Start, int End)> units = Units.Of(end);
        foreach ((int start, int stop) in Enumerable.Reverse(units).Take(PlacesBeforeTheEnd))
            yield return $"{end[..start]}{sentence}{(Units.IsMarked(end.AsSpan(start, stop - start)) ? "\n" : " ")}{end[start..]}";
        yield return $"{Closed(end)}\n\n{sentence}";
    }

    private static IEnumerable<string> Forms(string text, string words) => Casing.Like(text, words) is var form && form != words ? [words, form] : [words];

    private static readonly char[] Pauses = [',', ';', '-', '–'], Closers = [.. "\"}]`\n "];
}
