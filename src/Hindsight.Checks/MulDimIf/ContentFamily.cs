using System.Globalization;
using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>What an answer says: keywords, how it begins and ends, its sources.</summary>
internal static partial class ContentFamily
{
    public const string Quotes = "muldimif/content:quotes", Citations = "muldimif/content:citations", Sources = "muldimif/content:sources";

    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new KeywordsCheck(),
        new TopicKeywordCheck(),
        new StartCheck(),
        new PunctuationCheck(),
        new EmojisCheck(),
        new PatternCheck(Quotes, "The answer has quotation marks or apostrophes.", "quotation marks",
            new CountMending(RepairStage.Style, (text, _) => [WithoutQuotes(text)], (text, _, words) => Marking.Word(text, words, word => $"\"{word}\"")), ("", "", QuotationMark())),
        new PatternCheck(Citations, "The answer cites sources in its text.", "citations",
            new CountMending(RepairStage.Content, (text, _) => [AuthorCitation().Replace(NumberedCitation().Replace(text, ""), "")], (text, a, words) => Marking.SentenceEnd(text, words, Cited(text, a, words))),
            ("any", "[1] or (Smith, 2020)", Citation()), ("numbered", "[1]", NumberedCitation()), ("author_year", "(Smith, 2020), blanks allowed inside", AuthorCitation())),
        new PatternCheck(Sources, "The answer ends with a line of sources after \"Sources:\".", "sources at the end",
            new CountMending(RepairStage.Ends, (text, _) => [SourcesAtEnd().Replace(text, "")], (text, _, words) => words.Of(Wordings.Default.Sources).Select(source => $"{Adding.Closed(text)}\n\nSources: {source}")),
            ("", "", SourcesAtEnd())),
    ];

    private static string Cited(string text, CheckArguments arguments, RepairWords words) => arguments.Text("form") == "author_year"
        ? $"({words.Of(Wordings.Default.Authors).FirstOrDefault(Wordings.Default.Authors[0])})"
        : string.Create(CultureInfo.InvariantCulture, $"[{NumberedCitation().Count(text) + 1}]");

    /// <summary>The text without quotation marks; contractions are written in full.</summary>
    private static string WithoutQuotes(string text)
    {
        text = text.Replace('’', '\'');
        foreach ((string end, string full) in Wordings.Default.Contractions)
            text = text.Replace(end, full, StringComparison.OrdinalIgnoreCase);
        return QuotationMark().Replace(text, "");
    }

    [GeneratedRegex("[\"“”‘’']", RegexOptions.NonBacktracking)]
    private static partial Regex QuotationMark();

    [GeneratedRegex(@"\[\d+\]|\([A-Za-z]+, \d{4}\)", RegexOptions.NonBacktracking)]
    private static partial Regex Citation();

    [GeneratedRegex(@"\[\d+\]", RegexOptions.NonBacktracking)]
    private static partial Regex NumberedCitation();

    [GeneratedRegex(@"\(\s*\w+,\s*\d{4}\s*\)", RegexOptions.NonBacktracking)]
    private static partial Regex AuthorCitation();

    [GeneratedRegex(@"Sources:\s*\S.*\s*\z", RegexOptions.NonBacktracking)]
    private static partial Regex SourcesAtEnd();
}
