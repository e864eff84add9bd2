using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>Dates of Napoleon's life, separated by commas. The degree is the share of them that can be such dates.</summary>
internal sealed class DatesConstraint() : IfBenchCheck("custom:date_format_list",
    "The answer is a list of dates from 1769 to 1821 in the form YYYY-MM-DD, with commas between them and nothing else. Month and day may be 00, and every February has 29 days; which battles they are of is not looked at.")
{
    private const int FirstYear = 1769, LastYear = 1821;

    protected override string Describe(CheckArguments arguments) => "List the dates on which the battles that Napoleon fought began, separated by commas, in the form YYYY-MM-DD, and nothing else.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] dates = [.. answer.Split(',').Select(d => PythonText.Strip(d).ToString())];
        int right = dates.Count(IsDate);
        return right == dates.Length
            ? Met($"Found {right} dates, the first {Quote.Of(dates[0])}.")
            : Unmet($"{Quote.Of(Array.Find(dates, d => !IsDate(d)))} is no date from {FirstYear} to {LastYear} in the form YYYY-MM-DD; {right} of {dates.Length} are.", (double)right / dates.Length);
    }

    private static bool IsDate(string text)
    {
        const int ShortMonth = 30, LongMonth = 31, February = 29;
        string[] parts = text.Split('-');
        if (parts.Length != 3 || DecimalDigits.Number(parts[0], 4) is not (>= FirstYear and <= LastYear) || DecimalDigits.Number(parts[1], 2) is not { } month || DecimalDigits.Number(parts[2], 2) is not { } day)
            return false;
        return month switch
        {
            0 => true,
            2 => day <= February,
            4 or 6 or 9 or 11 => day <= ShortMonth,
            <= 12 => day <= LongMonth,
            _ => false,
        };
    }
}
