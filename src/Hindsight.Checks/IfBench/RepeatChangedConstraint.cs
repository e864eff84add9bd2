using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The request with another first character, and nothing else. The degree is the share of characters that conform.</summary>
internal sealed class RepeatChangedConstraint() : IfBenchCheck("repeat:repeat_change", "The answer is the request with its first character changed, everything else character by character the same.",
    Parameter.Text("prompt_to_repeat", "The request."))
{
    protected override string Describe(CheckArguments arguments) =>
        $"Do not answer the following request; repeat it, with nothing before or after it, and change its first word, but no more of it than the first letter: {arguments.Text("prompt_to_repeat")}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string prompt = arguments.Text("prompt_to_repeat");
        ReadOnlySpan<char> first = CodePoints.First(answer), replaced = CodePoints.First(prompt), rest = answer.AsSpan(first.Length), expected = prompt.AsSpan(replaced.Length);
        bool changed = !first.SequenceEqual(replaced);
        int same = rest.CommonPrefixLength(expected), longer = Math.Max(rest.Length, expected.Length);
        if (same == longer && changed)
            return Met($"It begins with {Quote.Of(answer)} for {Quote.Of(prompt)}.");
        string reason = same == longer ? "The first character is not changed" : $"After {first.Length + same} characters comes {Quote.Of(rest[same..])}, expected {Quote.Of(expected[same..])}";
        return Unmet($"{reason}.", (double)(same + (changed ? 1 : 0)) / (longer + 1));
    }
}
