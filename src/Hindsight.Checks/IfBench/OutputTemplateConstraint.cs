using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The three labels of a template, in any order. The degree is the share that is there.</summary>
internal sealed class OutputTemplateConstraint() : IfBenchCheck("format:output_template", $"The answer contains {Quote.List(Labels)}, in any order.")
{
    private static readonly string[] Labels = ["My Answer:", "My Conclusion:", "Future Outlook:"];

    protected override string Describe(CheckArguments arguments) =>
        $"Follow this template: {string.Join(" ", Labels.Select(label => $"{label} […]"))}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] missing = [.. Labels.Where(l => !answer.Contains(l, StringComparison.Ordinal))];
        return missing.Length == 0 ? Met($"Found {Quote.List(Labels)}.") : Unmet($"Missing: {Quote.List(missing)}.", (double)(Labels.Length - missing.Length) / Labels.Length);
    }
}
