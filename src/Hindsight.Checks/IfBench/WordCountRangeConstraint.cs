using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The number of words lies in a range. The degree is the ratio of the number and the limit that it misses.</summary>
internal sealed class WordCountRangeConstraint() : IfBenchCheck("count:word_count_range", "The number of words, runs of letters, digits and underscores, lies in a range.",
    Parameter.Number("min_words", "The smallest number of words."),
    Parameter.Number("max_words", "The largest number of words."))
{
    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (arguments.Integer("min_words") is { } min && arguments.Integer("max_words") is { } max && min > max)
            yield return $"'min_words' is {min} and 'max_words' is {max}; expected min_words to be at most max_words.";
    }

    protected override string Describe(CheckArguments arguments) => $"Write at least {arguments.Written("min_words")} and at most {arguments.Written("max_words")} words.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int min = arguments.Integer("min_words") ?? 0, max = arguments.Integer("max_words") ?? 0, found = PythonText.CountWords(answer);
        string reason = $"Found {found} words; expected {min} to {max}.";
        if (found < min)
            return Unmet(reason, (double)found / min);
        return found > max ? Unmet(reason, (double)max / found) : Met(reason);
    }
}
