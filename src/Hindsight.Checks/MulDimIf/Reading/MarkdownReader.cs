using System.Globalization;
using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads which headings, quotes, bullet points and bold text are demanded.</summary>
internal static class MarkdownReader
{
    private static readonly NumberWords Numbers = NumberWords.UpToTen;

    private static readonly string N = Numbers.Group.Replace(@"(\d+|", @"(\b\d+\b|", StringComparison.Ordinal);

    private static readonly Regex Clause = Pattern.Backtracking(@"\b,\b");

    private static readonly Regex TwoLevels = Pattern.Of("include headings at two levels: main and subheadings|be structured with a main heading and subheadings"),
        QuestionLevel = Pattern.Of($@"^Questions must be organized under a level {N} heading\.$"), OneTitle = Pattern.Of("include a single level 1 heading"),
        AtLeastTwo = Pattern.Of("be structured using a minimum of two heading levels|include headings at two levels"),
        Marks = Pattern.Of("^format the response using Markdown, employing '(#+)' for main points and '(#+)' for subpoints");

    private static readonly Regex UseTwo = Pattern.AnyCase($"use heading levels {N} and {N}"), UseTwoNamed = Pattern.AnyCase($@"use heading levels.*?level\s*{N}.*?level\s*{N}");

    private static readonly Regex[] Listed = [Pattern.AnyCase($"a heading level {N}"), Pattern.AnyCase(@"H(\d+)"), Pattern.AnyCase($"Level {N} for")];

    private static readonly Regex[] Titled =
    [
        Pattern.AnyCase($"level {N} heading titled [\"'](.*?)[\"']"),
        Pattern.AnyCase($"(?:a|at least one|two|three|four|five|six|seven|eight|nine|ten|\\d+) level {N} heading with the text [\"'](.*?)[\"']"),
    ];

    private static readonly Regex Uses = Pattern.Of("include|including|use|using|formatted|presented|organized|structured|feature|should be|incorporate");

    private static readonly Regex[] OfLevel =
    [
        Pattern.Of($@"(?:a|at least \d+) heading level {N}"),
        Pattern.Of($@"(?:a|at least one|two|three|four|five|six|seven|eight|nine|ten|\d+) level {N} heading"),
        Pattern.Of(@"must use a heading level of h(\d+)"),
    ];

    private static readonly Regex[] LevelCount = [Pattern.Of($"(at least|at most|exactly|up to|a maximum of|under) {N} heading levels?"), Pattern.Of($"(at least|at most|exactly|up to|a maximum of|under) {N} levels?")];

    private static readonly Regex Deepest = Pattern.Of($@" must (?:not exceed|be limited to)\s+(?:level\s+)?{N}"), First = Pattern.Of($"must begin with a level {N} heading"),
        UseOne = Pattern.Of($"use heading level {N}"),
        AnyHeading = Pattern.Of("includes? headings|us(?:e|ing) heading levels|presented under a separate heading|separated with headings|with headings");

    private static readonly Regex Quotes = Pattern.AnyCase($"{N} block quotes"),
        SomeQuotes = Pattern.Of("use block quotes|using block quotes|include a block quote|using markdown block quotes|employ block quotes|present the headline as a block quote");

    public static ConstraintReading Read(string sentence)
    {
        string text = sentence.ToLowerInvariant();
        List<MulDimIfDemand> demands = [];
        if (text.Contains("block quotes", StringComparison.Ordinal))
            demands.Add(BlockQuotes(text));
        if (text.Contains("bold", StringComparison.Ordinal))
            demands.Add(ConstraintReading.Demand(MarkdownFamily.Bold));
        if (text.Contains("bullet points", StringComparison.Ordinal))
            demands.Add(ConstraintReading.Demand(MarkdownFamily.Bullets));
        bool each = text.Contains("each", StringComparison.Ordinal) || text.Contains("any", StringComparison.Ordinal);
        MulDimIfDemand[] rules = [.. Clause.Split(sentence).Select(c => Rule(c, sentence, text)).OfType<(string Check, (string, object?)[] Arguments)>()
            .Select(r => ConstraintReading.Demand(r.Check, [.. r.Arguments, ("each", each ? true : null)]))];
        if (rules.Length == 0 && each)
            rules = [ConstraintReading.Demand(MarkdownFamily.Headings, ("min", 1))];
        return new ConstraintReading([.. demands, .. rules]);
    }

    private static MulDimIfDemand BlockQuotes(string text)
    {
        if (text.Contains("at least", StringComparison.Ordinal) && Quotes.Match(text) is { Success: true } match)
            return ConstraintReading.Demand(BlockQuotesCheck.Id, ("min", Number(match.Groups[1])));
        return ConstraintReading.Demand(BlockQuotesCheck.Id, ("extent", SomeQuotes.IsMatch(text) ? null : "every"));
    }

    /// <summary>The rule of a clause, or <see langword="null"/>: it has none. The first phrase that stands there decides.</summary>
    private static (string Check, (string, object?)[] Arguments)? Rule(string clause, string sentence, string text)
    {
        if (TwoLevels.IsMatch(text))
            return Levels("1", "2");
        if (QuestionLevel.Match(sentence) is { Success: true } questions)
            return (MarkdownFamily.Questions, [("level", Number(questions.Groups[1]))]);
        if (OneTitle.IsMatch(text))
            return (MarkdownFamily.Headings, [("level", 1), ("min", 1), ("max", 1)]);
        if (AtLeastTwo.IsMatch(text))
            return (MarkdownFamily.LevelCount, [("min", 2)]);
        if (Marks.Match(sentence) is { Success: true } marks)
            return Levels([.. marks.Groups.Values.Skip(1).Select(g => Written(g.Length))]);
        if (FirstMatch(clause, UseTwo, UseTwoNamed) is { } two)
            return Levels(Written(Number(two.Groups[1])), Written(Number(two.Groups[2])));
        string[]? listed = Listed.Select(p => p.Matches(clause)).FirstOrDefault(m => m.Count > 0)?.Select(m => Written(Number(m.Groups[1]))).Distinct().ToArray();
        if (listed is not null && (clause.Contains("must include", StringComparison.Ordinal) || clause.Contains("should", StringComparison.Ordinal)))
            return Levels(listed);
        if (clause.Contains("titled", StringComparison.Ordinal))
            return FirstMatch(clause.Trim().TrimEnd('.'), Titled) is { } titled ? (MarkdownFamily.Title, [("level", Number(titled.Groups[1])), ("title", titled.Groups[2].Value)]) : AnotherRule(clause, text);
        return AnotherRule(clause, text);
    }

    private static (string, (string, object?)[])? AnotherRule(string clause, string text)
    {
        clause = clause.Trim().ToLowerInvariant().TrimEnd('.');
        if (Uses.IsMatch(clause))
        {
            if (FirstMatch(clause, OfLevel) is { } level)
                return (MarkdownFamily.Headings, [("level", Number(level.Groups[1])), ("min", 1)]);
            if (FirstMatch(clause, LevelCount) is { } count)
            {
                int number = Number(count.Groups[2]);
                string limit = count.Groups[1].Value;
                return (MarkdownFamily.LevelCount, [("min", limit is "at least" or "exactly" ? number : null), ("max", limit is "at least" ? null : number)]);
            }
        }
        if (Deepest.Match(clause) is { Success: true } deepest)
            return (MarkdownFamily.Depth, [("level", Number(deepest.Groups[1]))]);
        if (First.Match(clause) is { Success: true } first)
            return (MarkdownFamily.First, [("level", Number(first.Groups[1]))]);
        if (UseOne.Match(clause) is { Success: true } one)
            return (MarkdownFamily.Headings, [("level", Number(one.Groups[1])), ("min", 1)]);
        return AnyHeading.IsMatch(text) ? (MarkdownFamily.Headings, [("min", 1)]) : null;
    }

    private static (string, (string, object?)[]) Levels(params string[] levels) => (MarkdownFamily.HeadingLevels, [("levels", levels)]);

    private static Match? FirstMatch(string text, params Regex[] patterns) => patterns.Select(p => p.Match(text)).FirstOrDefault(m => m.Success);

    private static int Number(Group group) => Numbers.Read(group.Value) ?? 0;

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
