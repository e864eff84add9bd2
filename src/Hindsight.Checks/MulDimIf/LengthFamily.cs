using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>How long an answer is.</summary>
internal static partial class LengthFamily
{
    public const string Words = "muldimif/length:words", ItemWords = "muldimif/length:item_words", WordCharacters = "muldimif/length:word_characters",
        Sentences = "muldimif/length:sentences", Paragraphs = "muldimif/length:paragraphs", LineBreaks = "muldimif/length:line_breaks", Characters = "muldimif/length:characters";

    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new CountCheck(Words, "The number of words between white space; of Chinese characters instead, where the answer has any.", "word", "words",
            (answer, arguments) => arguments.Flag("chinese_characters") && Han.Count(answer) is > 0 and int han ? han : SplitText.CountWords(answer), CountMending.Length,
            Parameter.Flag("chinese_characters", "Whether an answer with Chinese characters is measured by them alone.", standard: true)),
        new EachCountCheck(ItemWords, "The number of words of every item: table cell, list item, JSON value or line, by what the answer is.", "item", "word", "words",
            (answer, arguments) => MulDimIf.ItemWords.Of(answer, arguments.Text("item")), item => SplitText.CountWords(item),
            Parameter.Text("item", "What an item is called; it selects the table columns whose header contains it, or a JSON key.") with { Required = false }),
        new EachCountCheck(WordCharacters, "The number of characters of every word; words are what stands between blanks.", "word", "character", "characters",
            (answer, _) => answer.Split(' '), Counts.Characters.Count),
        new CountCheck(Sentences, "The number of sentences, counted by the marks . ! ? that end them.", "sentence", "sentences",
            (answer, arguments) => arguments.Flag("runs") ? EndRun().Count(answer) : answer.AsSpan().Count('.') + answer.AsSpan().Count('!') + answer.AsSpan().Count('?'), CountMending.Length,
            Parameter.Flag("runs", "Whether marks that follow each other count once.")),
        new CountCheck(Paragraphs, "The number of paragraphs: what is not blank between two line breaks in a row.", "paragraph", "paragraphs",
            (answer, _) => answer.Split("\n\n").Count(p => PythonText.Strip(p.AsSpan()).Length > 0), CountMending.Paragraphs),
        new CountCheck(LineBreaks, "The number of line breaks.", "line break", "line breaks", (answer, _) => answer.AsSpan().Count('\n'), CountMending.Lines),
        new CountCheck(Characters, "The number of characters (Unicode code points), white space included.", "character", "characters", (answer, _) => Counts.Characters.Count(answer), CountMending.Length),
    ];

    [GeneratedRegex("[.!?]+", RegexOptions.NonBacktracking)]
    private static partial Regex EndRun();
}
