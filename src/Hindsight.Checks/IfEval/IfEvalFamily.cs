using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>The 25 instructions of IFEval. Parameters are named as in its data.</summary>
internal static class IfEvalFamily
{
    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new KeywordsInstruction(),
        new ForbiddenWordsInstruction(),
        new KeywordFrequencyInstruction(),
        new LetterFrequencyInstruction(),
        new ResponseLanguageInstruction(),
        new CountInstruction("length_constraints:number_sentences", "The number of sentences, as the Punkt system splits English text.", "sentences",
            Parameter.Number("num_sentences", "The number of sentences."), "relation", PunktSentences.Count,
            (relation, number) => $"Write {relation} {number} sentences.", CountMending.Length),
        new CountInstruction("length_constraints:number_words", "The number of words: runs of letters, digits and underscores.", "words",
            Parameter.Number("num_words", "The number of words."), "relation", text => PythonText.CountWords(text),
            (relation, number) => $"Write {relation} {number} words.", CountMending.Length),
        new ParagraphsInstruction(),
        new FirstWordInstruction(),
        new CountInstruction("detectable_content:number_placeholders", "At least so many placeholders in square brackets.", "placeholders in square brackets",
            Parameter.Number("num_placeholders", "The smallest number of placeholders."), Relation.AtLeast, Marks.Placeholders,
            (_, number) => $"Leave at least {number} placeholders in square brackets, such as [name].",
            CountMending.Only(RepairStage.Content, (text, words) => Adding.Each(text, words.Of(Wordings.Default.Placeholders)))),
        new PostscriptInstruction(),
        new CountInstruction("detectable_format:number_bullet_lists", "Exactly so many bullet points: lines that begin with one asterisk or a hyphen.", "bullet points",
            Parameter.Number("num_bullets", "The number of bullet points."), Relation.Exactly, Marks.Bullets,
            (_, number) => $"Give exactly {number} bullet points in Markdown, each on a line that begins with an asterisk and a space.", CountMending.Items(_ => Listing.Asterisk)),
        new ConstrainedResponseInstruction(),
        new CountInstruction("detectable_format:number_highlighted_sections", "At least so many passages between asterisks, on one line each.", "highlighted passages",
            Parameter.Number("num_highlights", "The smallest number of highlighted passages."), Relation.AtLeast, Marks.Highlights,
            (_, number) => $"Highlight at least {number} passages in Markdown, *like this*.",
            CountMending.Only(RepairStage.Layout, (text, words) => Marking.Word(text, words, word => $"*{word}*"))),
        new SectionsInstruction(),
        new JsonInstruction(),
        new TitleInstruction(),
        new RepeatPromptInstruction(),
        new TwoResponsesInstruction(),
        new CountInstruction("change_case:capital_word_frequency", "The number of words in capitals only.", "words in capitals",
            Parameter.Number("capital_frequency", "The number of words in capitals."), "capital_relation", CapitalWords.Count,
            (relation, number) => $"Use {relation} {number} words written in capital letters only.",
            new CountMending(RepairStage.Case, (text, _) => CapitalWords.Fewer(text), (text, _, words) => Marking.Word(text, words, Casing.Upper))),
        new EnglishCaseInstruction(capitals: true),
        new EnglishCaseInstruction(capitals: false),
        new NoCommaInstruction(),
        new EndPhraseInstruction(),
        new QuotationInstruction(),
    ];
}
