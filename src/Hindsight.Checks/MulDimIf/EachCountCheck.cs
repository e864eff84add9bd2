using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Compares a count of every item of an answer with its limits. The degree is the share of items within them; an answer without items is unmet.</summary>
internal sealed class EachCountCheck(string id, string description, string item, string unit, string units,
    Func<string, CheckArguments, IReadOnlyList<string>> items, Func<string, int> count, params CheckParameter[] more)
    : Check(id, description, [.. CountLimits.Parameters(units), .. more])
{
    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => CountLimits.Faults(arguments);

    protected override string Describe(CheckArguments arguments)
    {
        string name = Parameters.Any(p => p.Name == "item") && arguments.Has("item") ? arguments.Text("item") : item;
        return $"Give every {name} {CountLimits.Describe(arguments, unit, units)}.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> all = items(answer, arguments);
        if (all.Count == 0)
            return Unmet($"Found no {item} to count {units} of.", 0);
        int right = 0;
        string fault = "";
        foreach (string one in all)
        {
            int found = count(one);
            if (CountLimits.Degree(found, arguments) == 1)
                right++;
            else if (fault.Length == 0)
                fault = $"{Quote.Of(one)} has {CountLimits.Written(found, unit, units)}";
        }
        return right == all.Count
            ? Met($"Every {item} of {all.Count} has {CountLimits.Describe(arguments, unit, units)}.")
            : Unmet($"{fault}; expected {CountLimits.Describe(arguments, unit, units)}. {right} of {all.Count} conform.", (double)right / all.Count);
    }
}
