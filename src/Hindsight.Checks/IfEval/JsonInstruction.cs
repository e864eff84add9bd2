using Hindsight.Checks.Arguments;
using Hindsight.Checks.Formats;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>The whole answer is JSON, in a Markdown code fence or not.</summary>
internal sealed class JsonInstruction() : IfEvalCheck("detectable_format:json_format", "The whole answer is JSON of any kind; a Markdown code fence around it is allowed.")
{
    private static readonly string[] Fences = ["```json", "```Json", "```JSON", "```"];

    protected override Mending Mending { get; } = new(RepairStage.Whole, (text, _, words) =>
        [.. JsonWrapping.Inside(text) is { } inside ? [inside] : Array.Empty<string>(), JsonWrapping.Wrapped(text, [Wordings.Default.Keys[0]], words)]);

    protected override string Describe(CheckArguments arguments) => "Give the whole answer as JSON, in a Markdown code fence if you like.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        ReadOnlySpan<char> body = PythonText.Strip(answer);
        foreach (string fence in Fences)
            body = body.StartsWith(fence) ? body[fence.Length..] : body;
        body = PythonText.Strip(body.EndsWith("```") ? body[..^3] : body);
        int fault = JsonGrammar.FirstFault(body);
        if (fault < 0)
            return Met($"It is JSON: {Quote.Of(body)}.");
        return Unmet($"It is not JSON: {(fault == body.Length ? "it ends too early" : $"unexpected at character {fault + 1}: {Quote.Of(body[fault..])}")}.");
    }
}
