using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Checks.Texts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Words that must not occur. The degree is the share that does not.</summary>
internal sealed class ForbiddenWordsInstruction() : IfEvalCheck("keywords:forbidden_words", "The words do not occur, in any case, as whole words.",
    Parameter.Texts("forbidden_words", "The words, or regular expressions."))
{
    protected override Mending Mending { get; } = new(RepairStage.Style, (text, arguments, _) => arguments.Texts("forbidden_words")
        .Where(w => KeywordPattern.Find(text, w, wholeWord: true).Index >= 0).Select(w => Erasing.All(text, rest => KeywordPattern.Find(rest, w, wholeWord: true))));

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => KeywordPattern.Faults(arguments, "forbidden_words");

    protected override string Describe(CheckArguments arguments) => $"Use none of these words: {Quote.All(arguments.Texts("forbidden_words"))}.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> words = arguments.Texts("forbidden_words");
        List<string> found = [];
        string place = "";
        foreach (string word in words)
        {
            try
            {
                (int index, int length) = KeywordPattern.Find(answer, word, wholeWord: true);
                if (index < 0)
                    continue;
                place = found.Count == 0 ? Quote.Around(answer, index, length) : place;
                found.Add(word);
            }
            catch (RegexMatchTimeoutException timeout)
            {
                return BoundedRegex.TimedOut(word, timeout, answer);
            }
        }
        return found.Count == 0
            ? Met($"None of {Quote.List(words)} occurs.")
            : Unmet($"Found {Quote.List(found)}, first in {place}.", (double)(words.Count - found.Count) / words.Count);
    }
}
