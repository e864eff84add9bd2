using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>No white space.</summary>
internal sealed class NoWhitespaceConstraint() : IfBenchCheck("format:no_whitespace", "There is no white space, at the ends either.")
{
    protected override string Describe(CheckArguments arguments) => "Write without any white space: no blanks, no tabs, no line breaks.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int count = answer.Count(PythonText.IsSpace), first = 0;
        while (first < answer.Length && !PythonText.IsSpace(answer[first]))
            first++;
        return count == 0 ? Met("There is no white space.") : Unmet($"Found {count} characters of white space, first in {Quote.Around(answer, first, 1)}.");
    }
}
