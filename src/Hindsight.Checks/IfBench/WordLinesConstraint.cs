using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>As many lines as words, punctuation and empty lines apart. The degree is the ratio of the two.</summary>
internal sealed class WordLinesConstraint() : IfBenchCheck("format:newline", "There are as many lines as words. ASCII punctuation and empty lines are left out; a line of blanks counts.")
{
    protected override string Describe(CheckArguments arguments) => "Write every word on a line of its own.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string text = PythonText.Strip(AsciiPunctuation.Remove(answer)).ToString();
        int lines = text.Split('\n').Count(l => l.Length > 0), words = SplitText.CountWords(text);
        string reason = $"Found {words} words on {lines} lines.";
        return lines == words ? Met(reason) : Unmet(reason, (double)Math.Min(lines, words) / Math.Max(lines, words));
    }
}
