using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>A certain word of a certain sentence is the keyword, in the same case. Punctuation marks are words, as in the official program.</summary>
internal sealed class KeywordPositionConstraint() : IfBenchCheck("words:keywords_specific_position", "The keyword is a certain word of a certain sentence, in the same case; punctuation marks count as words.",
    Parameter.Text("keyword", "The keyword; white space around it does not count."),
    Parameter.Number("n", "Which sentence, the first being 1.", minimum: 1),
    Parameter.Number("m", "Which word of it, the first being 1.", minimum: 1))
{
    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => AnswerWords.KeywordFaults(arguments, "keyword");

    protected override string Describe(CheckArguments arguments) =>
        $"Let word {arguments.Written("m")} of sentence {arguments.Written("n")} be {Quote.Whole(AnswerWords.Keyword(arguments, "keyword"))}; punctuation marks count as words.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string keyword = AnswerWords.Keyword(arguments, "keyword");
        int n = arguments.Integer("n") ?? 0, m = arguments.Integer("m") ?? 0;
        List<string> sentences = MarkedSentences.Of(answer);
        if (sentences.Count < n)
            return Unmet($"There are {sentences.Count} sentences; expected {Quote.Of(keyword)} in sentence {n}.");
        string[] words = [.. TreebankWords.Of(sentences[n - 1])];
        string sentence = $"Sentence {n}, {Quote.Of(sentences[n - 1])}, has";
        if (words.Length < m)
            return Unmet($"{sentence} {words.Length} words; expected {Quote.Of(keyword)} as word {m}.");
        string reason = $"{sentence} {Quote.Of(words[m - 1])} as word {m}; expected {Quote.Of(keyword)}.";
        return words[m - 1] == keyword ? Met(reason) : Unmet(reason);
    }
}
