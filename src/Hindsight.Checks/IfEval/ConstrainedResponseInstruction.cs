using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>One of three given answers stands in the answer.</summary>
internal sealed class ConstrainedResponseInstruction() : IfEvalCheck("detectable_format:constrained_response",
    $"The answer contains one of {Quote.List(Options)}.")
{
    private static readonly string[] Options = ["My answer is yes.", "My answer is no.", "My answer is maybe."];

    protected override string Describe(CheckArguments arguments) => $"Answer with one of {Quote.List(Options)}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments) =>
        Array.Find(Options, option => answer.Contains(option, StringComparison.Ordinal)) is { } found
            ? Met($"Found {Quote.Of(found)}.")
            : Unmet($"None of {Quote.List(Options)} occurs in {Quote.Of(answer)}.");
}
