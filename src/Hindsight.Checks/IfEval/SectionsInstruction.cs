using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Checks.Texts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Sections, each headed by a word and a number; the case of the word counts.</summary>
internal sealed class SectionsInstruction() : IfEvalCheck("detectable_format:multiple_sections", "At least so many sections, each headed by a word and a number.",
    Parameter.Text("section_spliter", "The word, or a regular expression; white space around it does not count."),
    Parameter.Number("num_sections", "The smallest number of sections."))
{
    protected override Mending Mending { get; } = new(RepairStage.Layout, (text, arguments, words) =>
    {
        (string word, int wanted) = (Word(arguments), arguments.Integer("num_sections") ?? 1);
        int found = KeywordPattern.IsPlain(word) ? Count(text, word) : wanted;
        if (found >= wanted)
            return [];
        if (found > 0)
            return words.Sentences.Select(sentence => $"{text.TrimEnd()}\n\n{word} {found + 1}\n{sentence}");
        return Breaking.Paragraphs(text, wanted, words) is { } parts ? [string.Join("\n\n", parts.Select((part, i) => $"{word} {i + 1}\n{part}"))] : [];
    });

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (PythonText.IsBlank(arguments.Text("section_spliter")))
            return ["'section_spliter': found a text of white space alone, which does not count; expected something else."];
        return KeywordPattern.Faults(arguments, "section_spliter", word => Heading(PythonText.Strip(word).ToString()));
    }

    protected override string Describe(CheckArguments arguments) =>
        $"Divide the answer into at least {arguments.Written("num_sections")} sections, headed {Word(arguments)} 1, {Word(arguments)} 2 and so on.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string word = Word(arguments);
        try
        {
            return Relation.Decide(Relation.AtLeast, Count(answer, word), arguments.Integer("num_sections") ?? 0, $"headings of {Quote.Of(word)} and a number");
        }
        catch (RegexMatchTimeoutException timeout)
        {
            return BoundedRegex.TimedOut(word, timeout, answer);
        }
    }

    private static int Count(string answer, string word)
    {
        if (!KeywordPattern.IsPlain(word))
            return BoundedRegex.Compile(PythonPattern.ToDotNet(Heading(word)), RegexOptions.None).Count(answer);
        int count = 0;
        for (int at = answer.IndexOf(word, StringComparison.Ordinal); at >= 0;)
        {
            int number = at + word.Length, end;
            if (number < answer.Length && PythonText.IsSpace(answer[number]))
                number++;
            for (end = number; end < answer.Length && char.IsDigit(answer[end]);)
                end++;
            if (end > number)
                count++;
            at = answer.IndexOf(word, end > number ? end : at + 1, StringComparison.Ordinal);
        }
        return count;
    }

    private static string Heading(string word) => $@"{word}[\s\x1c-\x1f]?\d+";

    private static string Word(CheckArguments arguments) => PythonText.Strip(arguments.Text("section_spliter")).ToString();
}
