using System.Text.RegularExpressions;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// Sentences of English text as IFBench's program cuts them: after every point, exclamation or question mark but the points of titles, web addresses, numbers, initials and some
/// abbreviations. Closing double quotes go over to the side of the mark that keeps them in the sentence; what follows the last mark is a sentence too.
/// </summary>
/// <remarks>Points that end nothing are held as a marker while the rules run. Markers that the answer itself holds work alike, as they do in the program.</remarks>
internal static partial class RuleSentences
{
    private const string Kept = "<prd>", End = "<stop>";

    private const string Starter = @"(Mr|Mrs|Ms|Dr|Prof|Capt|Cpt|Lt|(?:He|She|It|They|Their|Our|We|But|However|That|This)[\s\x1c-\x1f]|Wherever)";

    // In this order: each works on what the ones before have left.
    private static readonly (Regex Pattern, string Replacement)[] Rules =
    [
        (Title(), $"$1{Kept}"), (WebAddress(), $"{Kept}$1"), (Fraction(), $"$1{Kept}$2"),
    ];

    private static readonly (Regex Pattern, string Replacement)[] RulesAfterEllipses =
    [
        (LetterBetweenBlanks(), $" $1{Kept} "), (AcronymBeforeStarter(), $"$1{End} $2"), (ThreeInitials(), $"$1{Kept}$2{Kept}$3{Kept}"), (TwoInitials(), $"$1{Kept}$2{Kept}"),
        (SuffixBeforeStarter(), $" $1{End} $2"), (Suffix(), $" $1{Kept}"), (Initial(), $" $1{Kept}"),
    ];

    private static readonly (string Found, string Written)[] ClosingQuotes = [(".”", "”."), (".\"", "\"."), ("!\"", "\"!"), ("?\"", "\"?")];

    private static readonly string[] Marks = [".", "?", "!"];

    /// <summary>The sentences without white space around them; never none, when the text is not blank.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        text = $" {text}  ".Replace('\n', ' ');
        text = Apply(Rules, text);
        text = Ellipsis().Replace(text, match => new string('.', match.Length).Replace(".", Kept, StringComparison.Ordinal) + End);
        text = text.Replace("Ph.D.", $"Ph{Kept}D{Kept}", StringComparison.Ordinal);
        text = Apply(RulesAfterEllipses, text);
        foreach ((string found, string written) in ClosingQuotes)
            text = text.Replace(found, written, StringComparison.Ordinal);
        foreach (string mark in Marks)
            text = text.Replace(mark, mark + End, StringComparison.Ordinal);
        string[] sentences = text.Replace(Kept, ".", StringComparison.Ordinal).Split(End);
        for (int i = 0; i < sentences.Length; i++)
            sentences[i] = PythonText.Strip(sentences[i]).ToString();
        return sentences[^1].Length == 0 ? sentences[..^1] : sentences;
    }

    private static string Apply((Regex Pattern, string Replacement)[] rules, string text)
    {
        foreach ((Regex pattern, string replacement) in rules)
            text = pattern.Replace(text, replacement);
        return text;
    }

    [GeneratedRegex(@"(Mr|Mrs|Ms|Dr|St)\.")]
    private static partial Regex Title();

    [GeneratedRegex(@"\.(com|net|org|io|gov|edu|me)")]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"([0-9])\.([0-9])")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\.{2,}")]
    private static partial Regex Ellipsis();

    [GeneratedRegex(@"[\s\x1c-\x1f]([A-Za-z])\. ")]
    private static partial Regex LetterBetweenBlanks();

    [GeneratedRegex($@"([A-Z]\.[A-Z]\.(?:[A-Z]\.)?) {Starter}")]
    private static partial Regex AcronymBeforeStarter();

    [GeneratedRegex(@"([A-Za-z])\.([A-Za-z])\.([A-Za-z])\.")]
    private static partial Regex ThreeInitials();

    [GeneratedRegex(@"([A-Za-z])\.([A-Za-z])\.")]
    private static partial Regex TwoInitials();

    [GeneratedRegex($@" (Inc|Ltd|Jr|Sr|Co)\. {Starter}")]
    private static partial Regex SuffixBeforeStarter();

    [GeneratedRegex(@" (Inc|Ltd|Jr|Sr|Co)\.")]
    private static partial Regex Suffix();

    [GeneratedRegex(@" ([A-Za-z])\.")]
    private static partial Regex Initial();
}
