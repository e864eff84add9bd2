using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>A keyword in one of the sentences. Half of the degree is for so many sentences.</summary>
internal sealed class SentenceKeywordConstraint() : IfBenchCheck("sentence:keyword", "A sentence contains a keyword, in any case and inside words too.",
    Parameter.Text("word", "The keyword."),
    Parameter.Number("N", "Which sentence, the first being 1.", minimum: 1))
{
    protected override string Describe(CheckArguments arguments) => $"Use {Quote.Whole(arguments.Text("word"))} in sentence {arguments.Written("N")} of your answer.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int n = arguments.Integer("N") ?? 1;
        string word = arguments.Text("word");
        List<string> sentences = MarkedSentences.Of(answer);
        if (sentences.Count < n)
            return Unmet($"Found {sentences.Count} sentences; expected {Quote.Of(word)} in sentence {n}.", 0.5 * sentences.Count / n);
        string sentence = sentences[n - 1];
        return PythonText.Lower(sentence).Contains(PythonText.Lower(word), StringComparison.Ordinal)
            ? Met($"Sentence {n}, {Quote.Of(sentence)}, contains {Quote.Of(word)}.")
            : Unmet($"Sentence {n} is {Quote.Of(sentence)}; expected {Quote.Of(word)} in it.", 0.5);
    }
}
