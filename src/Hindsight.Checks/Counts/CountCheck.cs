using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Counts;

/// <summary>Compares a count with its limits. The degree is the ratio of the count and the limit that it misses.</summary>
internal sealed class CountCheck(
    string id, string description, string unit, string units, Func<string, CheckArguments, int> count, CountMending? mending = null, params CheckParameter[] more)
    : Check(id, description, [.. CountLimits.Parameters(units), .. more])
{
    protected override Mending? Mending { get; } = mending?.Towards((answer, arguments) => arguments.Integer("max") < count(answer, arguments));

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => CountLimits.Faults(arguments);

    protected override string Describe(CheckArguments arguments) => $"Write {CountLimits.Describe(arguments, unit, units)}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        int found = count(answer, arguments);
        string reason = $"Found {CountLimits.Written(found, unit, units)}; expected {CountLimits.Describe(arguments, unit, units)}.";
        double degree = CountLimits.Degree(found, arguments);
        return degree == 1 ? Met(reason) : Unmet(reason, degree);
    }
}
