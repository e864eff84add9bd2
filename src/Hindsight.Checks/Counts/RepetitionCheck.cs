using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Counts;

/// <summary>How often the same words come one after the other, anywhere in the answer.</summary>
internal sealed class RepetitionCheck() : Check("max_repetition", "The largest number of times that the same run of words may occur.",
    Parameter.Integer("words", "The number of words in a run.", 3, 1, 20),
    Parameter.Integer("max", "The largest number of times that any run may occur.", 2, 1, int.MaxValue))
{
    private const int MostCuts = 200;

    protected override Mending Mending { get; } = new(RepairStage.Style, (text, arguments, _) => [Thinned(text, arguments)]);

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

    /// <summary>The text without the sentences in which a run comes once too often, or, where there is but one, without the words.</summary>
    private static string Thinned(string text, CheckArguments arguments)
    {
        int words = arguments.Integer("words") ?? 0, max = arguments.Integer("max") ?? 0;
        for (int cut = 0; cut < MostCuts && Surplus(text, words, max) is { } run; cut++)
        {
            int end = run.End.GetOffset(text.Length);
            (int Start, int End) unit = Units.Of(text).Find(u => u.End >= end);
            string thinner = Units.Without(text, unit);
            text = string.IsNullOrWhiteSpace(thinner) ? Units.Without(text, (run.Start.GetOffset(text.Length), end)) : thinner;
        }
        return text;
    }

    /// <summary>Where the first run stands that occurs once too often.</summary>
    private static Range? Surplus(string text, int words, int max)
    {
        Range[] ranges = [.. Words.Of(text)];
        string[] tokens = [.. ranges.Select(range => text[range].Trim(Punctuation).ToLowerInvariant())];
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i + words <= tokens.Length; i++)
        {
            string run = string.Join(' ', tokens, i, words);
            if ((counts[run] = counts.GetValueOrDefault(run) + 1) > max)
                return ranges[i].Start..ranges[i + words - 1].End;
        }
        return null;
    }

    private static readonly char[] Punctuation = [.. ".,;:!?…\"'()[]“”‘’*_"];
}
