using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>No comma.</summary>
internal sealed class NoCommaInstruction() : IfEvalCheck("punctuation:no_comma", "There is no comma.")
{
    protected override string Describe(CheckArguments arguments) => "Do not use any commas.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int first = answer.IndexOf(',', StringComparison.Ordinal);
        return first < 0 ? Met("There is no comma.") : Unmet($"Found {answer.AsSpan().Count(',')} commas, first in {Quote.Around(answer, first, 1)}.");
    }
}
