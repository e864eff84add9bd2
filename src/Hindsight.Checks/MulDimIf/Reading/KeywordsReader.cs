using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads which keywords are demanded or refused, and what else the same sentence demands.</summary>
internal static class KeywordsReader
{
    private static readonly Regex EveryItem = Pattern.AnyCase(@"\b(?:each|every)\b"),
        Item = Pattern.AnyCase(@"\b(?:each|every)\s+(.+?)\s+(?:must|should|needs to|has to)\s+(.*)");

    private static readonly Regex Include = Pattern.AnyCase("includes?\\s+the\\s+keyword\\s+[\"']([^\"']+)[\"']"),
        Avoid = Pattern.AnyCase("avoids?\\s+the\\s+keyword\\s+[\"']([^\"']+)[\"']"),
        Topic = Pattern.AnyCase("If discussing\\s+([^,]+),\\s*the summary must include the keyword\\s+[\"']([^\"']+)[\"']"),
        Alternatives = Pattern.Of(@"^(.*\s)(\S+)/(\S+)(\s.*)$");

    private static readonly Regex Period = Pattern.AnyCase(@"must\s+end\s+with\s+(?:a\s+)?period"), Capitals = Pattern.AnyCase(@"must\s+use\s+capitalized\s+letters\s+for\s+each\s+word"),
        MinWords = Pattern.AnyCase(@"(?:at\s+least|minimum\s+of)\s+(\S+)\s+word"), MaxWords = Pattern.AnyCase(@"(?:not\s+exceed|at\s+most|no\s+more\s+than|maximum\s+of)\s+(\S+)\s+word"),
        OneWord = Pattern.AnyCase(@"is\s+a\s+single\s+word"), None = Pattern.AnyCase(@"avoid\s+using\s+(?:the\s+)?term|must\s+be\s+avoided"), Or = Pattern.AnyCase(@"\bor\b"),
        Times = Pattern.Backtracking($@"at least (\d+|{NumberWords.Times.Words})(?:\s+times?)?\b(?!\s+words\s+long)", RegexOptions.IgnoreCase),
        Several = Pattern.AnyCase("must appear multiple times");

    private static readonly Regex Quoted = Pattern.Of("[\"']([^\"']+)[\"']"), QuotedTwice = Pattern.Of("[\"”]{2}([^\"“]+)[\"“]{2}"), QuotedAnyhow = Pattern.Of("[\"'「“]([^\"']+)[\"'」”]"),
        OuterQuotes = Pattern.Of("^\"+(.*[^\"])\"+$");

    public static ConstraintReading Read(string sentence)
    {
        if (EveryItem.IsMatch(sentence) && !sentence.Contains("for each word", StringComparison.Ordinal))
        {
            Match item = Item.Match(sentence);
            return item.Success ? Rule(item.Groups[2].Value, item.Groups[1].Value.ToLowerInvariant()) : ConstraintReading.NoAnswer;
        }
        if (Include.Match(sentence) is { Success: true } include && Avoid.Match(sentence) is { Success: true } avoid)
        {
            return new ConstraintReading([ConstraintReading.Demand("contains", ("texts", new[] { include.Groups[1].Value })),
                ConstraintReading.Demand("not_contains", ("texts", new[] { avoid.Groups[1].Value }))]);
        }
        MatchCollection topics = Topic.Matches(sentence);
        return topics.Count == 0 ? Rule(sentence, null)
            : new ConstraintReading([.. topics.Select(t => ConstraintReading.Demand(TopicKeywordCheck.Id, ("topics", Names(t.Groups[1].Value)), ("keyword", t.Groups[2].Value)))]);
    }

    /// <summary>The names of a topic: "the old/new town" has two.</summary>
    private static string[] Names(string topic)
    {
        if (Alternatives.Match(topic) is { Success: true } match)
            return [match.Groups[1].Value + match.Groups[2].Value + match.Groups[4].Value, match.Groups[1].Value + match.Groups[3].Value + match.Groups[4].Value];
        return topic.Contains('/') ? topic.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [topic];
    }

    private static ConstraintReading Rule(string condition, string? item)
    {
        condition = condition.Trim();
        while (OuterQuotes.Match(condition) is { Success: true } outer)
            condition = outer.Groups[1].Value;
        bool single = OneWord.IsMatch(condition), none = None.IsMatch(condition), any = !none && Or.IsMatch(condition);
        int? min = single ? 1 : Number(MinWords.Match(condition)), max = single ? 1 : Number(MaxWords.Match(condition));
        string[] keywords = none ? [.. Quoted.Matches(condition).Take(1).Select(m => m.Groups[1].Value)] : Keywords(condition);
        bool period = Period.IsMatch(condition), capitals = Capitals.IsMatch(condition);
        if (keywords.Length == 0 && any)
            return ConstraintReading.NoAnswer;
        // Words of every item are demanded even where nothing is: then it is enough that there are items.
        if (keywords.Length == 0 && min is null && max is null && !period && !capitals)
            return item is null ? ConstraintReading.AnyAnswer : ConstraintReading.Of(KeywordsCheck.Id, ("min_words", 0), ("item", item));
        int times = none ? 1 : Several.IsMatch(condition) ? 2 : Times.Match(condition) is { Success: true } match ? Math.Max(1, NumberWords.Times.Read(match.Groups[1].Value) ?? 1) : 1;
        return ConstraintReading.Of(KeywordsCheck.Id, ("keywords", keywords.Length == 0 ? null : keywords), ("mode", none ? "none" : any ? "any" : null), ("times", times == 1 ? null : times),
            ("capitalized", capitals ? true : null), ("period", period ? true : null), ("min_words", min), ("max_words", max), ("item", item));
    }

    private static string[] Keywords(string condition)
    {
        MatchCollection twice = QuotedTwice.Matches(condition);
        return [.. (twice.Count > 0 ? twice : QuotedAnyhow.Matches(condition)).Select(m => m.Groups[1].Value)];
    }

    private static int? Number(Match match) => match.Success ? NumberWords.Times.ReadCompound(match.Groups[1].Value) : null;
}
