using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>Some words of a text, from an index up to, but without, another. The degree is the share of words in their place.</summary>
internal sealed class RepeatSpanConstraint() : IfBenchCheck("repeat:repeat_span", "The answer is a span of a text's words, in any case; words are what stands between white space.",
    Parameter.Text("prompt_to_repeat", "The text."),
    Parameter.Number("n_start", "The index of the first word of the span, the text's first word having index 0."),
    Parameter.Number("n_end", "The index of the word after the span; beyond the text: the span goes on to its end.", minimum: 1))
{
    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (arguments.Integer("n_start") is not { } start)
            yield break;
        if (arguments.Integer("n_end") is { } end && start >= end)
            yield return $"'n_start' is {start} and 'n_end' is {end}; expected n_start to be less than n_end.";
        string text = arguments.Text("prompt_to_repeat");
        if (!ArgumentValue.HoldsVariable(text) && SplitText.CountWords(text) is int words && start >= words)
            yield return $"'n_start' is {start} and 'prompt_to_repeat' has {words} words; expected n_start to be the index of one.";
    }

    protected override string Describe(CheckArguments arguments) =>
        $"Of the following text copy only the words from index {arguments.Written("n_start")} up to, but without, index {arguments.Written("n_end")}, counted from 0: {arguments.Text("prompt_to_repeat")}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int start = arguments.Integer("n_start") ?? 0, end = arguments.Integer("n_end") ?? 0;
        string[] words = AnswerWords.Of(PythonText.Lower(answer)), span = [.. AnswerWords.Of(PythonText.Lower(arguments.Text("prompt_to_repeat"))).Take(end).Skip(start)];
        if (words.SequenceEqual(span))
            return Met($"It is {Quote.Of(answer)}.");
        int right = words.Zip(span).Count(pair => pair.First == pair.Second);
        return Unmet($"It is {Quote.Of(answer)}; expected {Quote.Of(string.Join(' ', span))}.", (double)right / Math.Max(words.Length, span.Length));
    }
}
