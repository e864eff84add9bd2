using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The multiples of seven from 10 to 50, and no other number. The degree is the share of numbers that stand in their place.</summary>
internal sealed class MultiplesConstraint() : IfBenchCheck("custom:multiples", "The numbers of the answer, runs of digits, are 14, 21, 28, 35, 42 and 49, in this order. Any other text is allowed.")
{
    private static readonly string[] Multiples = ["14", "21", "28", "35", "42", "49"];

    protected override string Describe(CheckArguments arguments) => "Count from 10 to 50, but write only the multiples of 7.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        List<string> numbers = [];
        for (int i = 0; i < answer.Length; i++)
        {
            int length = DecimalDigits.Run(answer.AsSpan(i));
            if (length == 0)
                continue;
            numbers.Add(answer.Substring(i, length));
            i += length;
        }
        string reason = $"Found {numbers.Count} numbers: {Quote.List(numbers)}";
        return numbers.SequenceEqual(Multiples)
            ? Met($"{reason}.")
            : Unmet($"{reason}; expected {string.Join(", ", Multiples)}.", (double)numbers.Zip(Multiples).Count(pair => pair.First == pair.Second) / Math.Max(numbers.Count, Multiples.Length));
    }
}
