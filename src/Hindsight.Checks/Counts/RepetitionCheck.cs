using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Counts;

/// <summary>How often the same words come one after the other, anywhere in the answer.</summary>
internal sealed class RepetitionCheck() : Check("max_repetition", "The largest number of times that the same run of words may occur.",
    Parameter.Integer("words", "The number of words in a run.", 3, 1, 20),
    Parameter.Integer("max", "The largest number of times that any run may occur.", 2, 1, int.MaxValue))
{
    protected override string Describe(CheckArguments arguments) =>
        $"Use no run of {arguments.Written("words")} words more than {arguments.Written("max")} times.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        int words = arguments.Integer("words") ?? 0, max = arguments.Integer("max") ?? 0;
        string[] tokens = [.. Words.Of(answer).Select(range => answer[range].Trim(Punctuation).ToLowerInvariant())];
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        string worst = "";
        int most = 0;
        for (int i = 0; i + words <= tokens.Length; i++)
        {
            string run = string.Join(' ', tokens, i, words);
            int count = counts[run] = counts.GetValueOrDefault(run) + 1;
            if (count > most)
                (worst, most) = (run, count);
        }
        if (most <= max)
            return Met(most == 0 ? $"The answer has fewer than {words} words." : $"No run of {words} words occurs more than {most} times; allowed are {max}.");
        return Unmet($"{Quote.Of(worst)} occurs {most} times; allowed are {max}.", (double)max / most);
    }

    private static readonly char[] Punctuation = [.. ".,;:!?…\"'()[]“”‘’*_"];
}
