using System.Globalization;
using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads how many words every item, or how many characters every word, is to have.</summary>
internal static class ItemWordsReader
{
    private static readonly NumberWords Numbers = NumberWords.FromZero;

    private static readonly Regex Word = Pattern.AnyCase(@"\b(?:" + Numbers.Words + @")\b"), OfWords = Pattern.AnyCase("each word must be"),
        Characters = Pattern.AnyCase(@"must be (at most|at least) \b(\d+|" + NumberWords.UpToTen.Words + @")\b characters");

    private static readonly Regex Item = Pattern.AnyCase(@"(?:each entry in the|each|the)\s+(.+?)\s+(?:is|in the table|column|must|consists of|contains?|should|have)");

    private static readonly LimitPatterns Limits = new(Numbers,
        (@"between (\d+) and (\d+) words", LimitKind.Range),
        (@"range: (\d+)-(\d+) words", LimitKind.Range),
        (@"at least (\d+) words", LimitKind.Min),
        (@"a minimum of (\d+) words", LimitKind.Min),
        (@"a minimum length of (\d+) words", LimitKind.Min),
        (@"at most (\d+) words", LimitKind.Max),
        (@"exactly (\d+) words", LimitKind.Exact),
        (@"no more than (\d+) words", LimitKind.Max),
        (@"not exceed (\d+) words", LimitKind.Max),
        (@"a maximum of (\d+) words", LimitKind.Max),
        (@"a maximum length of (\d+) words", LimitKind.Max),
        (@"limit of (\d+) words", LimitKind.Max),
        (@"not exceeding (\d+) words", LimitKind.Max),
        (@"less than (\d+) words", LimitKind.Max));

    public static ConstraintReading Read(string sentence)
    {
        if (OfWords.IsMatch(sentence))
        {
            Match match = Characters.Match(sentence);
            int? number = match.Success ? NumberWords.UpToTen.Read(match.Groups[2].Value) : null;
            bool most = match.Groups[1].Value.Equals("at most", StringComparison.OrdinalIgnoreCase);
            return number is null ? ConstraintReading.NoAnswer : ConstraintReading.Of(LengthFamily.WordCharacters, (most ? "max" : "min", number));
        }
        string text = Word.Replace(sentence, m => Numbers.Read(m.Value)!.Value.ToString(CultureInfo.InvariantCulture));
        if (Limits.Read(text) is not { } limits)
            return ConstraintReading.NoAnswer;
        Match item = Item.Match(text);
        string name = item.Groups[1].Value.ToLowerInvariant().Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        return LengthReaders.Limited(LengthFamily.ItemWords, limits, ("item", item.Success && name.Length > 0 ? name : null));
    }
}
