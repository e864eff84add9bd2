using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads how many words are demanded, of the answer or of every item.</summary>
internal static class WordsReader
{
    private static readonly NumberWords Numbers = NumberWords.FromZero;

    private static readonly Regex Each = Pattern.AnyCase(@"\beach\b"), Blank = Pattern.Of(@"\s+");

    private static readonly Regex Exactly = Pattern.Of(@"exactly\s+([a-z0-9\-, ]+?)\s+\S+");

    private static readonly Regex[] Ranges =
    [
        .. new[]
        {
            @"between\s+([a-z0-9\-– ]+?)\s+to\s+([a-z0-9\-– ]+?)",
            @"between\s+([a-z0-9\-– ]+?)\s+and\s+([a-z0-9\-– ]+?)",
            @"range:?\s*([a-z0-9\-– ]+?)\s+to\s+([a-z0-9\-– ]+?)",
            @"range:?\s*([a-z0-9\-– ]+?)\s*[-–]\s*([a-z0-9\-– ]+?)",
            @"(\b[a-z0-9\-–]+\b)\s+to\s+(\b[a-z0-9\-–]+\b)",
            @"(\b[a-z0-9\-–]+\b)\s*[-–]\s*(\b[a-z0-9\-–]+\b)",
        }.Select(p => Pattern.Backtracking(p + @"(?=\s*word|$|\b)")),
        Pattern.Backtracking(@"([0-9]+)\s*到\s*([0-9]+)(?=\s*个|字)"),
    ];

    private static readonly Regex Min = Pattern.Of(@"(?:at\s+least|minimum\s+of|minimum\s+length\s+of|no\s+less\s+than)\s+(\S+)\s+word");

    private static readonly Regex[] Max =
    [
        Pattern.Of(@"(?:not\s+exceed|not\s+exceeding|not\s+surpass|at\s+most|no\s+more\s+than|maximum\s+of|maximum\s+length\s+of|no\s+longer\s+than|limit\s+of|within|within\s+a)\s+(\S+)\s+word"),
        Pattern.Of("最多([0-9]+)(?:个|字)"),
        Pattern.Of(@"在([0-9]+)\s*(?:个单词以内|个字以内|字以内|单词以内|词以内|字)"),
    ];

    private static readonly Regex MinSentences = Pattern.Of(@"(?:at\s+least|minimum\s+of)\s+(\S+)\s+sentence"),
        MaxSentences = Pattern.Of(@"(?:not\s+exceed|at\s+most|no\s+more\s+than|maximum\s+of|maximum\s+length\s+of|no\s+longer\s+than)\s+(\S+)\s+sentence");

    private static readonly Regex Quoted = Pattern.Of("[\"']([^']*)[\"']");

    public static ConstraintReading Read(string sentence)
    {
        if (Each.IsMatch(sentence))
            return ItemWordsReader.Read(sentence);
        string text = Blank.Replace(sentence.ToLowerInvariant().Trim('"').Trim(), " ").Replace("-word", " word", StringComparison.Ordinal)
            .Replace("a total of ", "", StringComparison.Ordinal).Replace("words", "word", StringComparison.Ordinal).Replace("a single", "exactly one", StringComparison.Ordinal).Trim();
        if (Number(Exactly.Match(text)) is { } exact)
            return LengthReaders.Limited(LengthFamily.Words, (exact, exact));
        (int? min, int? max) = Range(text);
        min ??= Number(Min.Match(text));
        foreach (Regex pattern in Max)
            max ??= Number(pattern.Match(text));
        string[] keywords = [.. Quoted.Matches(text).Select(m => m.Groups[1].Value).Where(k => k.Length > 0)];
        List<MulDimIfDemand> demands = [];
        if (min is not null && max is not null && min > max)
            return ConstraintReading.NoAnswer;
        if (min is not null || max is not null)
            demands.Add(ConstraintReading.Demand(LengthFamily.Words, ("min", min), ("max", max)));
        int? minSentences = Number(MinSentences.Match(text)), maxSentences = Number(MaxSentences.Match(text));
        if (minSentences > maxSentences)
            return ConstraintReading.NoAnswer;
        if (minSentences is not null || maxSentences is not null)
            demands.Add(ConstraintReading.Demand(LengthFamily.Sentences, ("min", minSentences), ("max", maxSentences), ("runs", true)));
        if (keywords.Length > 0)
            demands.Add(ConstraintReading.Demand(KeywordsCheck.Id, ("keywords", keywords)));
        return new ConstraintReading(demands);
    }

    /// <summary>The first range of two numbers; without one, what the last phrase that looks like a range has of it.</summary>
    private static (int? Min, int? Max) Range(string text)
    {
        int? min = null, max = null;
        foreach (Regex pattern in Ranges)
        {
            if (pattern.Match(text) is not { Success: true } match)
                continue;
            (min, max) = (Numbers.ReadCompound(match.Groups[1].Value), Numbers.ReadCompound(match.Groups[2].Value));
            if (min is not null && max is not null)
                return min > max ? (max, min) : (min, max);
        }
        return (min, max);
    }

    private static int? Number(Match match) => match.Success ? Numbers.ReadCompound(match.Groups[1].Value) : null;
}
