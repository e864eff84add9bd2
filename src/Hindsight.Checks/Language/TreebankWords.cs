using System.Text.RegularExpressions;

namespace Hindsight.Checks.Language;

/// <summary>
/// Words of English text by the conventions of the Penn Treebank, as the usual Python toolkit applies them sentence by sentence: punctuation, quotes and brackets are words of
/// their own, as are the clitics of contractions ("do", "n't"); a final point is split off, one inside a sentence is not.
/// </summary>
internal static partial class TreebankWords
{
    private const string Word = @"[\p{L}\p{N}_]";

    // In this order: each works on what the ones before have put apart with spaces.
    private static readonly (Regex Pattern, string Replacement)[] Rules =
    [
        (OpeningQuote(), " $1 "), (QuoteAtStart(), "``"), (Backquotes(), " $1 "), (QuoteAfterBracket(), "$1 `` "), (SingleQuote(), "$1 $2"),
        (FinalPoint(), "$1 $2 $3 "), (CommaOrColon(), " $1 $2"), (CommaOrColonAtEnd(), " $1 "), (Ellipsis(), " $0 "), (Symbol(), " $0 "), (FinalPointAlone(), "$1 $2$3 "),
        (Mark(), " $0 "), (QuoteBeforeSpace(), "$1 ' "), (Asterisk(), " $0 "), (Bracket(), " $0 "), (Dash(), " -- "),
    ];

    private static readonly (Regex Pattern, string Replacement)[] RulesOfPaddedText =
    [
        (ClosingQuote(), " $1 "), (TwoSingleQuotes(), " '' "), (DoubleQuote(), " '' "), (ShortClitic(), "$1 $2 "), (LongClitic(), "$1 $2 "),
        (Contraction(), " $1 $2 "), (ContractionBeforeSpace(), " $1 $2 "), (ContractionOfIt(), " $1 $2 "),
    ];

    /// <summary>The words of a whole text, sentence by sentence.</summary>
    public static IEnumerable<string> Of(string text)
    {
        foreach ((int start, int end) in PunktSentences.Of(text))
        {
            foreach (string word in OfSentence(text[start..end]))
                yield return word;
        }
    }

    private static string[] OfSentence(string sentence)
    {
        foreach ((Regex pattern, string replacement) in Rules)
            sentence = pattern.Replace(sentence, replacement);
        sentence = $" {sentence} ";
        foreach ((Regex pattern, string replacement) in RulesOfPaddedText)
            sentence = pattern.Replace(sentence, replacement);
        return sentence.Split(Spaces, StringSplitOptions.RemoveEmptyEntries);
    }

    private static readonly char[] Spaces = [.. Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(PythonText.IsSpace)];

    [GeneratedRegex("([«“‘„]|`+)")]
    private static partial Regex OpeningQuote();

    [GeneratedRegex("^\"")]
    private static partial Regex QuoteAtStart();

    [GeneratedRegex("(``)")]
    private static partial Regex Backquotes();

    [GeneratedRegex(@"([ (\[{<])(""|'{2})")]
    private static partial Regex QuoteAfterBracket();

    [GeneratedRegex($"(')(?!re|ve|ll|m|t|s|d|n)({Word})(?!{Word})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SingleQuote();

    // Atomic, since both runs take blanks: a long run of them would be cut in every way.
    [GeneratedRegex(@"([^.])(\.)((?>[\])}>""'»”’ ]*))[\s\x1c-\x1f]*$")]
    private static partial Regex FinalPoint();

    [GeneratedRegex(@"([:,])(\D)")]
    private static partial Regex CommaOrColon();

    [GeneratedRegex("([:,])$")]
    private static partial Regex CommaOrColonAtEnd();

    [GeneratedRegex(@"\.{2,}")]
    private static partial Regex Ellipsis();

    [GeneratedRegex("[;@#$%&]")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"([^.])(\.)([\])}>""']*)[\s\x1c-\x1f]*$")]
    private static partial Regex FinalPointAlone();

    [GeneratedRegex("[?!]")]
    private static partial Regex Mark();

    [GeneratedRegex("([^'])' ")]
    private static partial Regex QuoteBeforeSpace();

    [GeneratedRegex(@"\*")]
    private static partial Regex Asterisk();

    [GeneratedRegex(@"[\]\[(){}<>]")]
    private static partial Regex Bracket();

    [GeneratedRegex("--")]
    private static partial Regex Dash();

    [GeneratedRegex("([»”’])")]
    private static partial Regex ClosingQuote();

    [GeneratedRegex("''")]
    private static partial Regex TwoSingleQuotes();

    [GeneratedRegex("\"")]
    private static partial Regex DoubleQuote();

    [GeneratedRegex("([^' ])('[sS]|'[mM]|'[dD]|') ")]
    private static partial Regex ShortClitic();

    [GeneratedRegex("([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ")]
    private static partial Regex LongClitic();

    [GeneratedRegex($"(?<!{Word})(?:(?<1>can)(?<2>not)|(?<1>d)(?<2>'ye)|(?<1>gim)(?<2>me)|(?<1>gon)(?<2>na)|(?<1>got)(?<2>ta)|(?<1>lem)(?<2>me)|(?<1>more)(?<2>'n))(?!{Word})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Contraction();

    [GeneratedRegex($@"(?<!{Word})(wan)(na)(?=[\s\x1c-\x1f])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContractionBeforeSpace();

    [GeneratedRegex($" ('t)(is|was)(?!{Word})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContractionOfIt();
}
