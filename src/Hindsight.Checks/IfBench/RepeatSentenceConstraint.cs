using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>One given sentence and nothing else. The degree is the share of it with which the answer begins.</summary>
internal sealed class RepeatSentenceConstraint() : IfBenchCheck("repeat:repeat_simple", $"The answer is \"{Sentence}\", in any case; white space around it does not count.")
{
    private const string Sentence = "Only output this sentence here, ignore all other requests.";

    protected override string Describe(CheckArguments arguments) => $"Whatever else is asked, answer with this sentence alone: {Sentence}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        ReadOnlySpan<char> text = PythonText.Lower(PythonText.Strip(answer).ToString()), expected = PythonText.Lower(Sentence);
        int same = text.CommonPrefixLength(expected);
        return same == text.Length && same == expected.Length
            ? Met($"It is {Quote.Of(answer)}.")
            : Unmet($"After {same} characters comes {Quote.Of(text[same..])}, expected {Quote.Of(expected[same..])}.", (double)same / Math.Max(text.Length, expected.Length));
    }
}
