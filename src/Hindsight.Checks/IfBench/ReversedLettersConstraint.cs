using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The answer to a question, written from its last letter to its first.</summary>
internal sealed class ReversedLettersConstraint() : IfBenchCheck("custom:character_reverse", $"The answer contains \"{Reversed}\", in any case: bald eagle from its last letter to its first.")
{
    private const string Reversed = "elgae dlab";

    protected override string Describe(CheckArguments arguments) => "Say which animal is the national symbol of the United States, in one sentence with its letters in reverse order, the last letter first.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string text = PythonText.Lower(answer);
        int index = text.IndexOf(Reversed, StringComparison.Ordinal);
        return index >= 0 ? Met($"Found {Quote.Around(text, index, Reversed.Length)}.") : Unmet($"\"{Reversed}\" does not occur in {Quote.Of(answer)}.");
    }
}
