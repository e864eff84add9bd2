using System.Buffers;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.Repairs;

/// <summary>Texts with words set apart: emphasis, quotation marks, capitals.</summary>
internal static class Marking
{
    private static readonly SearchValues<char> Punctuation = SearchValues.Create(".,;:!?");

    /// <summary>The text with one of its words marked: the longest of a sentence first; then with a sentence more that has a marked word.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Sentences to add.</param>
    /// <param name="mark">Marks a word.</param>
    public static IEnumerable<string> Word(string text, RepairWords words, Func<string, string> mark)
    {
        (int Start, int End)[] units = [.. Units.Of(text)];
        (int, int)[] longest = [.. units.Select(u => Longest(text, u)).Where(w => w.End > 0)];
        foreach (string marked in longest.Concat(units.SelectMany(u => Plain(text, u)).Except(longest)).Select(word => Replaced(text, word, mark)).Where(marked => marked != text))
            yield return marked;
        foreach (string more in Adding.Each(text, words.Sentences.Select(s => Longest(s, (0, s.Length)) is { End: > 0 } word ? Replaced(s, word, mark) : s)))
            yield return more;
    }

    /// <summary>The text with a mark after one of its sentences, before the point; then with a sentence more that has it.</summary>
    public static IEnumerable<string> SentenceEnd(string text, RepairWords words, string mark)
    {
        foreach ((int start, int end) in Units.Of(text).Where(u => !text[u.Start..u.End].Contains(mark[..1], StringComparison.Ordinal)))
            yield return text[..start] + Before(text[start..end], mark) + text[end..];
        foreach (string more in Adding.Each(text, words.Sentences.Select(s => Before(s, mark))))
            yield return more;
    }

    /// <summary>A sentence with something before the marks at its end.</summary>
    public static string Before(string sentence, string mark)
    {
        string body = sentence.TrimEnd('.', '!', '?', '"', ' ');
        return body.Length == 0 ? $"{mark} {sentence}" : $"{body} {mark}{sentence[body.Length..]}";
    }

    private static (int Start, int End) Longest(string text, (int Start, int End) unit) => Plain(text, unit).OrderByDescending(word => word.End - word.Start).FirstOrDefault();

    private static string Replaced(string text, (int Start, int End) word, Func<string, string> mark) => text[..word.Start] + mark(text[word.Start..word.End]) + text[word.End..];

    /// <summary>Words of letters alone, four at least, which nothing but punctuation follows.</summary>
    private static IEnumerable<(int Start, int End)> Plain(string text, (int Start, int End) unit)
    {
        const int Shortest = 4;
        foreach (Range range in SplitText.Words(text[unit.Start..unit.End]))
        {
            (int offset, int length) = range.GetOffsetAndLength(unit.End - unit.Start);
            int start = unit.Start + offset, letters = 0;
            while (letters < length && char.IsAsciiLetter(text[start + letters]))
                letters++;
            if (letters >= Shortest && !text.AsSpan(start + letters, length - letters).ContainsAnyExcept(Punctuation))
                yield return (start, start + letters);
        }
    }
}
