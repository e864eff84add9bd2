using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>One of three given answers stands in the answer.</summary>
internal sealed class ConstrainedResponseInstruction() : IfEvalCheck("detectable_format:constrained_response",
    $"The answer contains one of {Quote.List(Options)}.")
{
    private const string Lead = "My answer is ";

    private static readonly string[] Options = [$"{Lead}yes.", $"{Lead}no.", $"{Lead}maybe."];

    protected override Mending Mending { get; } = new(RepairStage.Content, (text, _, _) => Options
        .OrderByDescending(option => KeywordPattern.Find(text, option[Lead.Length..^1], wholeWord: true).Index >= 0).ThenByDescending(option => option == Options[^1])
        .SelectMany(option => Adding.Opening(text, option).Concat(Adding.Each(text, [option]))));

    protected override string Describe(CheckArguments arguments) => $"Answer with one of {Quote.List(Options)}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments) =>
        Array.Find(Options, option => answer.Contains(option, StringComparison.Ordinal)) is { } found
            ? Met($"Found {Quote.Of(found)}.")
            : Unmet($"None of {Quote.List(Options)} occurs in {Quote.Of(answer)}.");
}
