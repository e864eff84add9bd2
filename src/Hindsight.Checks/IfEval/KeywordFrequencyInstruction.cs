using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Checks.Texts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>How often a keyword occurs.</summary>
internal sealed class KeywordFrequencyInstruction() : IfEvalCheck("keywords:frequency", "How often a keyword occurs, in any case and inside words too.",
    Parameter.Text("keyword", "The keyword, or a regular expression; white space around it does not count."),
    Parameter.Number("frequency", "The number of times."),
    Relation.Parameter("relation"))
{
    protected override Mending Mending { get; } = new(RepairStage.Content, (text, arguments, words) =>
    {
        string keyword = Keyword(arguments);
        if (arguments.Text("relation") == Relation.LessThan)
            return KeywordPattern.Find(text, keyword, wholeWord: false) is { Index: >= 0 } place ? [Erasing.Word(text, place.Index)] : [];
        return KeywordPattern.IsPlain(keyword) ? Adding.Mention(text, keyword, words) : [];
    });

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (PythonText.IsBlank(arguments.Text("keyword")))
            return ["'keyword': found a text of white space alone, which does not count; expected something else."];
        return KeywordPattern.Faults(arguments, "keyword", keyword => PythonText.Strip(keyword).ToString());
    }

    protected override string Describe(CheckArguments arguments) =>
        $"Use the word {Quote.Whole(Keyword(arguments))} {arguments.Text("relation")} {arguments.Written("frequency")} times.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string keyword = Keyword(arguments);
        try
        {
            return Relation.Decide(arguments.Text("relation"), KeywordPattern.Count(answer, keyword), arguments.Integer("frequency") ?? 0, $"occurrences of {Quote.Of(keyword)}");
        }
        catch (RegexMatchTimeoutException timeout)
        {
            return BoundedRegex.TimedOut(keyword, timeout, answer);
        }
    }

    private static string Keyword(CheckArguments arguments) => PythonText.Strip(arguments.Text("keyword")).ToString();
}
