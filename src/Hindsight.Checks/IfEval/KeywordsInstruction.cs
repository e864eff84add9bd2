using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Checks.Texts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Keywords that must occur. The degree is the share that does.</summary>
internal sealed class KeywordsInstruction() : IfEvalCheck("keywords:existence", "The keywords occur, in any case and inside words too.",
    Parameter.Texts("keywords", "The keywords, or regular expressions."))
{
    protected override Mending Mending { get; } = new(RepairStage.Content, (text, arguments, words) =>
        arguments.Texts("keywords").Where(k => KeywordPattern.IsPlain(k) && KeywordPattern.Find(text, k, wholeWord: false).Index < 0).SelectMany(k => Adding.Mention(text, k, words)));

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => KeywordPattern.Faults(arguments, "keywords");

    protected override string Describe(CheckArguments arguments) => $"Use each of these keywords: {Quote.All(arguments.Texts("keywords"))}.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> keywords = arguments.Texts("keywords");
        List<string> missing = [];
        foreach (string keyword in keywords)
        {
            try
            {
                if (KeywordPattern.Find(answer, keyword, wholeWord: false).Index < 0)
                    missing.Add(keyword);
            }
            catch (RegexMatchTimeoutException timeout)
            {
                return BoundedRegex.TimedOut(keyword, timeout, answer);
            }
        }
        return missing.Count == 0
            ? Met($"Found {Quote.List(keywords)}.")
            : Unmet($"Missing: {Quote.List(missing)}.", (double)(keywords.Count - missing.Count) / keywords.Count);
    }
}
