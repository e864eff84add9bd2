using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>26 sentences that begin with the letters of the alphabet in turn. The degree is the share of sentences in their place.</summary>
internal sealed class AlphabetSentencesConstraint() : IfBenchCheck("custom:sentence_alphabet", "There are 26 sentences, and they begin with the letters from A to Z in turn, in any case. A quote at the beginning is a fault.")
{
    private const int Letters = 26;

    protected override string Describe(CheckArguments arguments) => $"Tell a story in {Letters} sentences that begin with the letters of the alphabet in order, from A to Z.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        List<string> sentences = MarkedSentences.Of(answer);
        int right = 0;
        string fault = "";
        for (int i = 0; i < Math.Min(sentences.Count, Letters); i++)
        {
            if (PythonText.Lower(sentences[i]).StartsWith((char)('a' + i)))
                right++;
            else if (fault.Length == 0)
                fault = $" Sentence {i + 1} is {Quote.Of(sentences[i])}; expected one that begins with {(char)('A' + i)}.";
        }
        string reason = $"Found {sentences.Count} sentences; expected {Letters}.{fault}";
        return right == Letters && sentences.Count == Letters ? Met(reason) : Unmet(reason, (double)right / Math.Max(sentences.Count, Letters));
    }
}
