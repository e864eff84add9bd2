using System.Text.RegularExpressions;
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
        new PatternCheck(Quotes, "The answer has quotation marks or apostrophes.", "quotation marks", ("", "", QuotationMark())),
        new PatternCheck(Citations, "The answer cites sources in its text.", "citations",
            ("any", "[1] or (Smith, 2020)", Citation()), ("numbered", "[1]", NumberedCitation()), ("author_year", "(Smith, 2020), blanks allowed inside", AuthorCitation())),
        new PatternCheck(Sources, "The answer ends with a line of sources after \"Sources:\".", "sources at the end", ("", "", SourcesAtEnd())),
    ];

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
