using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// How many sentences end with a point, a question mark or an exclamation mark: as many of each, or twice as many points as question marks. None at all is right too. The degree is the
/// ratio of the smallest and the largest of what should be equal.
/// </summary>
internal sealed class SentenceTypesConstraint(bool balanced) : IfBenchCheck(balanced ? "ratio:sentence_balance" : "ratio:sentence_type",
    balanced ? "As many sentences end with a point as with a question mark and with an exclamation mark." : "Twice as many sentences end with a point as with a question mark.")
{
    protected override string Describe(CheckArguments arguments) => balanced
        ? "Write as many statements as questions and exclamations, each ended by its own mark: . ? !"
        : "Write two statements, each ended by a point, for every question.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        List<string> sentences = MarkedSentences.Of(answer);
        int points = Count('.'), questions = Count('?'), exclamations = Count('!');
        int[] equal = balanced ? [points, questions, exclamations] : [points, 2 * questions];
        string reason = $"{points} sentences end with a point, {questions} with a question mark and {exclamations} with an exclamation mark; expected {(balanced ? "as many of each" : "two points for a question mark")}.";
        return equal.Min() == equal.Max() ? Met(reason) : Unmet(reason, (double)equal.Min() / equal.Max());

        int Count(char mark) => sentences.Count(s => s.EndsWith(mark));
    }
}
