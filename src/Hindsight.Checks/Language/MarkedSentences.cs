using System.Text.RegularExpressions;

namespace Hindsight.Checks.Language;

/// <summary>
/// Sentences as the helper of IFEval's and IFBench's programs tells them: each point, question mark and exclamation mark ends one, but for the points of some abbreviations, addresses,
/// decimals and initials; a run of points ends one. A double quotation mark after an end changes places with it, and a line end is a blank.
/// </summary>
/// <remarks>As in the programs, ends and points that are none are marked inside the text; what an answer writes like such a mark is read as one.</remarks>
internal static partial class MarkedSentences
{
    private const string Point = "<prd>", End = "<stop>";

    private const string Openings = @"(Mrs?|Ms|Dr|Prof|Capt|Cpt|Lt|Wherever|(?:He|She|It|They|Their|Our|We|But|However|That|This)[\s\x1c-\x1f])";

    // In this order: each works on what the ones before have left.
    private static readonly (Regex Pattern, string Replacement)[] Rules =
    [
        (DoctorOfPhilosophy(), $"Ph{Point}D{Point}"), (Letter(), $" $1{Point} "), (AcronymBeforeOpening(), $"$1{End} $2"), (ThreeLetters(), $"$1{Point}$2{Point}$3{Point}"),
        (TwoLetters(), $"$1{Point}$2{Point}"), (SuffixBeforeOpening(), $" $1{End} $2"), (SuffixOrInitial(), $" $1{Point}"),
    ];

    private static readonly (string Found, string Changed)[] Quotes = [(".”", "”."), (".\"", "\"."), ("!\"", "\"!"), ("?\"", "\"?")];

    /// <summary>The sentences without the white space around them; the last one may lack an end, and one between two ends may be empty.</summary>
    public static List<string> Of(string text)
    {
        text = $" {text.Replace('\n', ' ')}  ";
        text = DecimalPoint().Replace(AddressPoint().Replace(TitlePoint().Replace(text, Point), Point), $"$1{Point}$2");
        text = Ellipsis().Replace(text, run => string.Concat(Enumerable.Repeat(Point, run.Length)) + End);
        foreach ((Regex pattern, string replacement) in Rules)
            text = pattern.Replace(text, replacement);
        foreach ((string found, string changed) in Quotes)
            text = text.Replace(found, changed, StringComparison.Ordinal);
        text = Mark().Replace(text, $"$0{End}");
        List<string> sentences = [.. text.Replace(Point, ".", StringComparison.Ordinal).Split(End).Select(s => PythonText.Strip(s).ToString())];
        if (sentences[^1].Length == 0)
            sentences.RemoveAt(sentences.Count - 1);
        return sentences;
    }

    [GeneratedRegex(@"(?<=Mrs?|Ms|St|Dr)\.")]
    private static partial Regex TitlePoint();

    [GeneratedRegex(@"\.(?=com|net|org|io|gov|edu|me)")]
    private static partial Regex AddressPoint();

    // The digit after the point is no digit before another one: of 1.2.3 the second point ends a sentence.
    [GeneratedRegex(@"([0-9])\.([0-9])")]
    private static partial Regex DecimalPoint();

    [GeneratedRegex(@"\.{2,}")]
    private static partial Regex Ellipsis();

    [GeneratedRegex(@"Ph\.D\.")]
    private static partial Regex DoctorOfPhilosophy();

    [GeneratedRegex(@"[\s\x1c-\x1f]([A-Za-z])\. ")]
    private static partial Regex Letter();

    [GeneratedRegex($@"([A-Z]\.[A-Z]\.(?:[A-Z]\.)?) {Openings}")]
    private static partial Regex AcronymBeforeOpening();

    [GeneratedRegex(@"([A-Za-z])\.([A-Za-z])\.([A-Za-z])\.")]
    private static partial Regex ThreeLetters();

    [GeneratedRegex(@"([A-Za-z])\.([A-Za-z])\.")]
    private static partial Regex TwoLetters();

    [GeneratedRegex($@" (Inc|Ltd|Jr|Sr|Co)\. {Openings}")]
    private static partial Regex SuffixBeforeOpening();

    [GeneratedRegex(@" (Inc|Ltd|Jr|Sr|Co|[A-Za-z])\.")]
    private static partial Regex SuffixOrInitial();

    [GeneratedRegex("[.?!]")]
    private static partial Regex Mark();
}
