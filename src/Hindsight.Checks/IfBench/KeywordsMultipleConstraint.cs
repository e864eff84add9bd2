using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>Five keywords occur one, two, three, five and seven times, in any case and inside words too. The degree is the mean of the ratios of the counts and these numbers.</summary>
internal sealed class KeywordsMultipleConstraint() : IfBenchCheck("count:keywords_multiple", "Five keywords occur exactly 1, 2, 3, 5 and 7 times, in any case and inside words too.",
    [.. Numbers.Select((number, index) => Parameter.Text(Name(index), $"The keyword that occurs {number} times; white space around it does not count."))])
{
    private static readonly int[] Numbers = [1, 2, 3, 5, 7];

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => AnswerWords.KeywordFaults(arguments, Numbers.Select((_, index) => Name(index)));

    protected override string Describe(CheckArguments arguments) =>
        $"Use these words exactly so many times: {string.Join(", ", Numbers.Select((number, index) => $"{Quote.Whole(Keyword(arguments, index))} {number}"))}.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string text = PythonText.Lower(answer);
        int[] counts = [.. Numbers.Select((_, index) => text.AsSpan().Count(PythonText.Lower(Keyword(arguments, index))))];
        string reason = $"Found {string.Join(", ", counts.Select((count, index) => $"{Quote.Of(Keyword(arguments, index))} {count} times (expected {Numbers[index]})"))}.";
        return counts.SequenceEqual(Numbers)
            ? Met(reason)
            : Unmet(reason, counts.Zip(Numbers, (count, number) => (double)Math.Min(count, number) / Math.Max(count, number)).Average());
    }

    private static string Name(int index) => $"keyword{index + 1}";

    private static string Keyword(CheckArguments arguments, int index) => AnswerWords.Keyword(arguments, Name(index));
}
