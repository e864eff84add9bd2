using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// The second word and the last but one are the keyword, in the same case. Punctuation marks are words, as in the official program: before a final point stands the last but one. The
/// degree is a half where one of the two is.
/// </summary>
internal sealed class SecondWordsConstraint() : IfBenchCheck("words:words_position", "The second word and the last but one are the keyword, in the same case; punctuation marks count as words.",
    Parameter.Text("keyword", "The keyword; white space around it does not count."))
{
    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) => AnswerWords.KeywordFaults(arguments, "keyword");

    protected override string Describe(CheckArguments arguments) =>
        $"Let the second word and the last word but one be {Quote.Whole(AnswerWords.Keyword(arguments, "keyword"))}; punctuation marks count as words.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string keyword = AnswerWords.Keyword(arguments, "keyword");
        string[] words = [.. TreebankWords.Of(answer)];
        if (words.Length < 2)
            return Unmet($"There are fewer than two words in {Quote.Of(answer)}.", 0);
        bool second = words[1] == keyword, lastButOne = words[^2] == keyword;
        string reason = $"The second word is {Quote.Of(words[1])}, the last but one {Quote.Of(words[^2])}; expected {Quote.Of(keyword)}.";
        return second && lastButOne ? Met(reason) : Unmet(reason, second || lastButOne ? 0.5 : 0);
    }
}
