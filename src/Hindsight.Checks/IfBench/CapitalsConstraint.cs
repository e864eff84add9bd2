using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The capitals of Europe north of 45 degrees, from north to south. The degree is the share of names in their place.</summary>
internal sealed class CapitalsConstraint() : IfBenchCheck("custom:european_capitals_sort",
    "The answer is the list of 27 European capitals beyond 45 degrees of latitude, from the highest to the lowest, with commas between them and nothing else. Accents are left out.")
{
    private static readonly string[] Capitals =
    [
        "Reykjavik", "Helsinki", "Oslo", "Tallinn", "Stockholm", "Riga", "Moscow", "Copenhagen", "Vilnius", "Minsk", "Dublin", "Berlin", "Amsterdam", "Warsaw", "London", "Brussels", "Prague",
        "Luxembourg", "Paris", "Vienna", "Bratislava", "Budapest", "Vaduz", "Chisinau", "Bern", "Ljubljana", "Zagreb",
    ];

    protected override string Describe(CheckArguments arguments) =>
        "List the capitals of the European countries whose latitude is above 45 degrees, from the highest latitude to the lowest: the names alone, separated by commas.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] names = [.. AsciiForm.Of(answer).Split(',').Select(n => PythonText.Strip(n).ToString()).Where(n => n.Length > 0)];
        if (names.SequenceEqual(Capitals))
            return Met($"Found all {Capitals.Length} capitals in order.");
        int right = names.Zip(Capitals).Count(pair => pair.First == pair.Second), fault = names.AsSpan().CommonPrefixLength(Capitals);
        string where = fault < names.Length ? $"number {fault + 1} is {Quote.Of(names[fault])}" : "the list ends";
        return Unmet($"Found {names.Length} names; {where}, expected {(fault < Capitals.Length ? Capitals[fault] : "nothing more")}.", (double)right / Math.Max(names.Length, Capitals.Length));
    }
}
