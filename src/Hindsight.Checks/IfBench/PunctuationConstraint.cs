using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// Six marks and an interrobang, which may be written ?!, !? or ‽. The marks of the first ?!, or else of the first !?, do not count for themselves. The degree is the share of the seven
/// that is there.
/// </summary>
internal sealed class PunctuationConstraint() : IfBenchCheck("count:punctuation", $"Each of the marks {Marks} occurs, and an interrobang apart from them.")
{
    private const string Marks = ". , ! ? ; :", Interrobang = "?! (or ‽)";

    protected override string Describe(CheckArguments arguments) => $"Use each of these punctuation marks at least once: {Marks} and, apart from them, the interrobang {Interrobang}.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int pair = answer.IndexOf("?!", StringComparison.Ordinal);
        if (pair < 0)
            pair = answer.IndexOf("!?", StringComparison.Ordinal);
        string[] marks = Marks.Split(' ');
        List<string> missing = [.. marks.Where(m => !(pair < 0 ? answer : answer.Remove(pair, 2)).Contains(m, StringComparison.Ordinal))];
        if (pair < 0 && !answer.Contains('‽', StringComparison.Ordinal))
            missing.Add(Interrobang);
        return missing.Count == 0
            ? Met($"Found all of {Marks} and the interrobang.")
            : Unmet($"Missing: {Quote.List(missing)}.", (double)(marks.Length + 1 - missing.Count) / (marks.Length + 1));
    }
}
