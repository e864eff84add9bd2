using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Counts;

/// <summary>Compares a count with its limits. The degree is the ratio of the count and the limit that it misses.</summary>
internal sealed class CountCheck(
    string id, string description, string unit, string units, Func<string, CheckArguments, int> count, params CheckParameter[] more)
    : Check(id, description, [Parameter.Limit("min", $"The smallest number of {units} allowed."), Parameter.Limit("max", $"The largest number of {units} allowed."), .. more])
{
    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (!arguments.Has("min") && !arguments.Has("max"))
            yield return "'min' or 'max' is missing: expected at least one of them.";
        if (arguments.Integer("min") is { } min && arguments.Integer("max") is { } max && min > max)
            yield return $"'min' is {min} and 'max' is {max}; expected min to be at most max.";
    }

    protected override string Describe(CheckArguments arguments) => $"Write {Range(arguments)}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        int found = count(answer, arguments);
        string reason = $"Found {found} {(found == 1 ? unit : units)}; expected {Range(arguments)}.";
        if (arguments.Integer("min") is { } min && found < min)
            return Unmet(reason, (double)found / min);
        return arguments.Integer("max") is { } max && found > max ? Unmet(reason, (double)max / found) : Met(reason);
    }

    private string Range(CheckArguments arguments)
    {
        string min = arguments.Written("min"), max = arguments.Written("max");
        if (min.Length == 0)
            return $"at most {max} {Unit(max)}";
        if (max.Length == 0)
            return $"at least {min} {Unit(min)}";
        return min == max ? $"exactly {min} {Unit(min)}" : $"{min} to {max} {units}";
    }

    private string Unit(string number) => number == "1" ? unit : units;
}
