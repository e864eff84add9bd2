using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The answer to a question, read from its last word to its first. The program also asks whether that is one sentence, which a text without punctuation always is.</summary>
internal sealed class ReversedWordsConstraint() : IfBenchCheck("custom:word_reverse", "Read from the last word to the first, the answer contains \"bald eagle\", in any case. ASCII punctuation is left out.")
{
    private const string Animal = "bald eagle";

    protected override string Describe(CheckArguments arguments) => "Say which animal is the national symbol of the United States, in one sentence with its words in reverse order, the last word first.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string reversed = string.Join(' ', AnswerWords.Plain(PythonText.Lower(answer)).Reverse());
        int index = reversed.IndexOf(Animal, StringComparison.Ordinal);
        return index >= 0
            ? Met($"Read backwards it says {Quote.Around(reversed, index, Animal.Length)}.")
            : Unmet($"Read backwards it begins with {Quote.Of(reversed)}; expected \"{Animal}\" in it.");
    }
}
