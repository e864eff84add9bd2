using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The first word is a verb, of any form.</summary>
internal sealed class StartVerbConstraint() : IfBenchCheck("words:start_verb", "The first word is a verb, by what a tagger of parts of speech says of it and the two words after it.")
{
    protected override string Describe(CheckArguments arguments) => "Begin with a verb.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] words = [.. TreebankWords.Of(answer).Take(3)];
        if (words.Length == 0)
            return Unmet($"There are no words in {Quote.Of(answer)}.");
        string tag = FirstWordTag.Of(words), reason = $"The first word, {Quote.Of(words[0])}, reads as {tag} of the Penn Treebank's tags; those of verbs begin with VB.";
        return tag.StartsWith("VB", StringComparison.Ordinal) ? Met(reason) : Unmet(reason);
    }
}
