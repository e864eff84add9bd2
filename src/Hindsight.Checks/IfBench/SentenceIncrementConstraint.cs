using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>So many more words in every sentence than in the one before. The degree is the share of sentences after the first that have so many.</summary>
internal sealed class SentenceIncrementConstraint() : IfBenchCheck("sentence:increment", "Every sentence has so many more words than the sentence before. ASCII punctuation is left out.",
    Parameter.Number("small_n", "How many more words."))
{
    protected override string Describe(CheckArguments arguments) => $"Write every sentence with exactly {arguments.Written("small_n")} more words than the sentence before it.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int step = arguments.Integer("small_n") ?? 0, right = 0;
        List<string> sentences = MarkedSentences.Of(answer);
        int[] words = [.. sentences.Select(s => SplitText.CountWords(AsciiPunctuation.Remove(s)))];
        string fault = "";
        for (int i = 1; i < words.Length; i++)
        {
            if (words[i] == (long)words[i - 1] + step)
                right++;
            else if (fault.Length == 0)
                fault = $"Sentence {i + 1}, {Quote.Of(sentences[i])}, has {words[i]} words after {words[i - 1]}; expected {(long)words[i - 1] + step}.";
        }
        return fault.Length == 0
            ? Met($"The {words.Length} sentences have {words[0]}{(words.Length > 1 ? $" to {words[^1]}" : "")} words, {step} more each time.")
            : Unmet(fault, (double)right / (words.Length - 1));
    }
}
