using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Counts;

/// <summary>Checks that count something and compare it with a smallest and a largest number.</summary>
internal static class CountFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new CountCheck("word_count", "The number of words: pieces between white space that hold a letter or a digit.", "word", "words",
            (answer, _) => Words.Count(answer), CountMending.Length),
        new CountCheck("sentence_count", "The number of sentences: what ends with . ! ? … or their wide forms, and a last one without an end.", "sentence", "sentences",
            (answer, _) => Sentences.Count(answer), CountMending.Length),
        new CountCheck("line_count", "The number of lines that are not blank.", "line", "lines",
            (answer, arguments) => Lines.Count(answer, arguments.Flag("blank_too")), CountMending.Lines,
            Parameter.Flag("blank_too", "Counts blank lines too.")),
        new CountCheck("paragraph_count", "The number of paragraphs: blocks of lines with a blank line between them.", "paragraph", "paragraphs",
            (answer, _) => Lines.Paragraphs(answer), CountMending.Paragraphs),
        new CountCheck("character_count", "The number of characters (Unicode code points), white space included.", "character", "characters",
            (answer, _) => Characters.Count(answer), CountMending.Length),
        new CountCheck("bullet_count", "The number of list items.", "list item", "list items",
            (answer, arguments) => ListItems.Count(answer, arguments.Text("kind")), CountMending.Items(a => a.Text("kind") == "numbers" ? Listing.Number : Listing.Bullet),
            Parameter.Choice("kind", "Lines that begin with - * + •, lines that begin with a number and . or ), or both.", "bullets", "bullets", "numbers", "both")),
        new RepetitionCheck(),
    ];
}
