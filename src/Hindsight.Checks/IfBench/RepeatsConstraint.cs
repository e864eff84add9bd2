using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>How often the commonest word occurs. The degree is the ratio of the allowed and that number.</summary>
internal sealed class RepeatsConstraint() : IfBenchCheck("words:repeats", "No word occurs more than a number of times, in any case; punctuation is left out.",
    Parameter.Number("small_n", "The largest number of times that a word may occur."))
{
    protected override string Describe(CheckArguments arguments) => $"Use no word more than {arguments.Written("small_n")} times.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int allowed = arguments.Integer("small_n") ?? 0;
        KeyValuePair<string, int> most = AnswerWords.Plain(PythonText.Lower(answer)).CountBy(w => w, StringComparer.Ordinal).DefaultIfEmpty(KeyValuePair.Create("", 0)).MaxBy(w => w.Value);
        string reason = most.Value == 0 ? "There are no words." : $"{Quote.Of(most.Key)} occurs {most.Value} times, no word more often; allowed are {allowed}.";
        return most.Value <= allowed ? Met(reason) : Unmet(reason, (double)allowed / most.Value);
    }
}
