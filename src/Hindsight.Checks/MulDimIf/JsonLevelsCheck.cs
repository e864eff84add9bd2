using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Formats;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>How deep the answer's JSON is nested. The degree is the ratio of the depth and the limit that it misses; none without JSON.</summary>
internal sealed partial class JsonLevelsCheck() : Check(Id,
    "The answer, or the first ```json block in it, is JSON with a number of nested levels of objects and lists; empty ones add none.", CountLimits.Parameters("levels"))
{
    public new const string Id = "muldimif/format:json_levels";

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => CountLimits.Faults(arguments);

    protected override Mending Mending { get; } = new(RepairStage.Whole, (text, arguments, words) => JsonWrapping.Nested(text, arguments.Integer("min") ?? 1, words));

    protected override string Describe(CheckArguments arguments) => $"Answer in JSON with {CountLimits.Describe(arguments, "level", "levels")} of nesting.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string json = Block().Match(answer) is { Success: true } block ? SplitText.Strip(block.Groups[1].Value) : answer;
        if (JsonGrammar.FirstFault(json) is >= 0 and int fault)
            return Unmet($"It is not JSON from character {fault + 1} on: {Quote.Of(json)}.");
        if (PythonText.Strip(json) is "null")
            return Unmet("The JSON is null.");
        int found = JsonText.Depth(json);
        double degree = CountLimits.Degree(found, arguments);
        string reason = $"The JSON has {CountLimits.Written(found, "level", "levels")}; expected {CountLimits.Describe(arguments, "level", "levels")}.";
        return degree == 1 ? Met(reason) : Unmet(reason, degree);
    }

    [GeneratedRegex("```json(.*?)```", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Block();
}
