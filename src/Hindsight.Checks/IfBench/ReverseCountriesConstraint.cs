using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>At least 52 lines from the first that names Zimbabwe on, in reverse order of their ASCII forms. The degree is the share of lines that are there and in order.</summary>
internal sealed class ReverseCountriesConstraint() : IfBenchCheck("custom:reverse_newline",
    "From the first line that contains Zimbabwe on, there are at least 52 lines in reverse alphabetical order. Punctuation and blanks around a line, empty lines and accents are left out; capitals come before small letters.")
{
    private const string First = "Zimbabwe";

    private const int Least = 52;

    protected override string Describe(CheckArguments arguments) => $"List the countries of Africa in reverse alphabetical order, from {First} on, each on a line of its own.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] lines = [.. answer.Split('\n').Select(l => AsciiPunctuation.Trim(l).ToString()).Where(l => l.Length > 0).SkipWhile(l => !l.Contains(First, StringComparison.Ordinal)).Select(AsciiForm.Of)];
        if (lines.Length == 0)
            return Unmet($"No line contains {First}.", 0);
        int right = 1;
        string fault = "";
        for (int i = 1; i < lines.Length; i++)
        {
            if (string.CompareOrdinal(lines[i - 1], lines[i]) >= 0)
                right++;
            else if (fault.Length == 0)
                fault = $"; {Quote.Of(lines[i])} stands after {Quote.Of(lines[i - 1])}";
        }
        string reason = $"Found {lines.Length} lines from {First} on{fault}";
        return fault.Length == 0 && lines.Length >= Least
            ? Met($"{reason}, in reverse order.")
            : Unmet($"{reason}; expected at least {Least} in reverse order.", (double)right / Math.Max(lines.Length, Least));
    }
}
