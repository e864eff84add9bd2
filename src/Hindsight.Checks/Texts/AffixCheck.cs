using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>What the answer begins or ends with, white space around it apart. The degree is the largest share of a text that stands there.</summary>
internal sealed class AffixCheck(bool atStart) : Check(atStart ? "starts_with" : "ends_with",
    $"The answer {(atStart ? "starts" : "ends")} with one of the texts; white space around it does not count.",
    Parameter.Texts("texts", "The texts, one of which is demanded."), TextSearch.IgnoreCase)
{
    protected override Mending Mending { get; } = new(RepairStage.Ends, (text, arguments, _) =>
        arguments.Texts("texts").Select(t => t.Trim()).SelectMany(t => atStart ? Adding.Opening(text, t) : Adding.Ending(text, t)));

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (arguments.Texts("texts").Any(string.IsNullOrWhiteSpace))
            yield return "'texts': found a text of white space alone, which does not count; expected something else.";
    }

    protected override string Describe(CheckArguments arguments)
    {
        IReadOnlyList<string> texts = arguments.Texts("texts");
        return $"{(atStart ? "Start" : "End")} with {(texts.Count == 1 ? "" : "one of ")}{Quote.All(texts)}.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> texts = arguments.Texts("texts");
        ReadOnlySpan<char> trimmed = answer.AsSpan().Trim();
        bool ignoreCase = arguments.Flag("ignore_case");
        double degree = 0;
        foreach (string text in texts)
        {
            ReadOnlySpan<char> wanted = text.AsSpan().Trim();
            int common = Common(trimmed, wanted, ignoreCase);
            if (common == wanted.Length)
                return Met($"It {(atStart ? "starts" : "ends")} with {Quote.Of(wanted)}.");
            degree = Math.Max(degree, (double)common / wanted.Length);
        }
        const int Shown = 40;
        int length = Math.Min(Shown, trimmed.Length);
        ReadOnlySpan<char> found = atStart ? trimmed[..length] : trimmed[^length..];
        return Unmet($"It {(atStart ? "starts" : "ends")} with {Quote.Of(found)}; expected {Quote.List(texts)}.", degree);
    }

    private int Common(ReadOnlySpan<char> answer, ReadOnlySpan<char> wanted, bool ignoreCase)
    {
        int limit = Math.Min(answer.Length, wanted.Length), common = 0;
        while (common < limit)
        {
            char a = atStart ? answer[common] : answer[^(common + 1)], b = atStart ? wanted[common] : wanted[^(common + 1)];
            if (a != b && !(ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b)))
                break;
            common++;
        }
        return common;
    }
}
