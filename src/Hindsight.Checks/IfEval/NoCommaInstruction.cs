using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>No comma.</summary>
internal sealed partial class NoCommaInstruction() : IfEvalCheck("punctuation:no_comma", "There is no comma.")
{
    protected override Mending Mending { get; } = new(RepairStage.Style, (text, _, _) => [BetweenDigits().Replace(text, "").Replace(", ", " ", StringComparison.Ordinal).Replace(',', ' ')]);

    protected override string Describe(CheckArguments arguments) => "Do not use any commas.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int first = answer.IndexOf(',', StringComparison.Ordinal);
        return first < 0 ? Met("There is no comma.") : Unmet($"Found {answer.AsSpan().Count(',')} commas, first in {Quote.Around(answer, first, 1)}.");
    }

    [GeneratedRegex("(?<=[0-9]),(?=[0-9]{3})")]
    private static partial Regex BetweenDigits();
}
