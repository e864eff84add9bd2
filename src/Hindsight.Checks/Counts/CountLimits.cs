using System.Globalization;
using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Counts;

/// <summary>A smallest and a largest number, at least one of which is given.</summary>
internal static class CountLimits
{
    public static CheckParameter[] Parameters(string units) =>
        [Parameter.Limit("min", $"The smallest number of {units} allowed."), Parameter.Limit("max", $"The largest number of {units} allowed.")];

    public static IEnumerable<string> Faults(CheckArguments arguments)
    {
        if (!arguments.Has("min") && !arguments.Has("max"))
            yield return "'min' or 'max' is missing: expected at least one of them.";
        if (arguments.Integer("min") is { } min && arguments.Integer("max") is { } max && min > max)
            yield return $"'min' is {min} and 'max' is {max}; expected min to be at most max.";
    }

    /// <summary>The ratio of the count and the limit that it misses; 1 where it misses none.</summary>
    public static double Degree(int found, CheckArguments arguments)
    {
        if (arguments.Integer("min") is { } min && found < min)
            return Math.Max(0, (double)found / min);
        return arguments.Integer("max") is { } max && found > max ? (double)max / found : 1;
    }

    public static string Describe(CheckArguments arguments, string unit, string units)
    {
        string min = arguments.Written("min"), max = arguments.Written("max");
        if (min.Length == 0)
            return $"at most {Written(max, unit, units)}";
        if (max.Length == 0)
            return $"at least {Written(min, unit, units)}";
        return min == max ? $"exactly {Written(min, unit, units)}" : $"{min} to {max} {units}";
    }

    public static string Written(int number, string unit, string units) => Written(number.ToString(CultureInfo.InvariantCulture), unit, units);

    private static string Written(string number, string unit, string units) => $"{number} {(number == "1" ? unit : units)}";
}
