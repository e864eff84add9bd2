using System.Buffers;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>The number of paragraphs with a blank line between them, and the first word of one of them, its quotes and its case apart.</summary>
internal sealed class FirstWordInstruction() : IfEvalCheck("length_constraints:nth_paragraph_first_word",
    "The number of paragraphs with a blank line between them, and the first word of one of them.",
    Parameter.Number("num_paragraphs", "The number of paragraphs.", minimum: 1),
    Parameter.Number("nth_paragraph", "Which paragraph, the first being 1.", minimum: 1),
    Parameter.Text("first_word", "Its first word."))
{
    private static readonly SearchValues<char> Punctuation = SearchValues.Create(".,?!'\"");

    protected override Mending Mending { get; } = new(RepairStage.Layout, (text, arguments, words) =>
    {
        int nth = arguments.Integer("nth_paragraph") ?? 1;
        if (Breaking.Paragraphs(text, arguments.Integer("num_paragraphs") ?? 1, words) is not { } paragraphs)
            return [];
        return Adding.Opening(paragraphs[nth - 1], arguments.Text("first_word")).Prepend(paragraphs[nth - 1])
            .Select(opened => string.Join("\n\n", paragraphs.Select((paragraph, i) => i == nth - 1 ? opened : paragraph)));
    });

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (arguments.Integer("nth_paragraph") is { } nth && arguments.Integer("num_paragraphs") is { } all && nth > all)
            yield return $"'nth_paragraph' is {nth} and 'num_paragraphs' is {all}; expected nth_paragraph to be at most num_paragraphs.";
    }

    protected override string Describe(CheckArguments arguments) =>
        $"Write {arguments.Written("num_paragraphs")} paragraphs with a blank line between them; begin paragraph {arguments.Written("nth_paragraph")} with the word {Quote.Whole(arguments.Text("first_word"))}.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] paragraphs = answer.Split("\n\n");
        int count = paragraphs.Count(p => !PythonText.IsBlank(p)), wanted = arguments.Integer("num_paragraphs") ?? 0, nth = arguments.Integer("nth_paragraph") ?? 0;
        string counted = $"Found {count} paragraphs; expected {wanted}.";
        // The paragraph is looked up among all of them, blank ones included.
        ReadOnlySpan<char> paragraph = nth <= count ? PythonText.Strip(paragraphs[nth - 1]) : [];
        if (paragraph.IsEmpty)
            return Unmet($"{counted} There is no paragraph {nth}.");
        string word = FirstWord(paragraph);
        string expected = PythonText.Lower(arguments.Text("first_word"));
        bool begins = word == expected;
        string reason = $"{counted} Paragraph {nth} begins with {Quote.Of(word)}; expected {Quote.Of(expected)}.";
        return count == wanted && begins ? Met(reason) : Unmet(reason, begins || count == wanted ? 0.5 : 0);
    }

    private static string FirstWord(ReadOnlySpan<char> paragraph)
    {
        int end = 0;
        while (end < paragraph.Length && !PythonText.IsSpace(paragraph[end]))
            end++;
        ReadOnlySpan<char> word = paragraph[..end].TrimStart('\'').TrimStart('"');
        int mark = word.IndexOfAny(Punctuation);
        return PythonText.Lower((mark < 0 ? word : word[..mark]).ToString());
    }
}
