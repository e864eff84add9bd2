using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// Three sentences of the same number of characters. That their words differ is asked of the model and not looked at, as in the official program. The degree is the ratio of the number
/// of sentences and three, times that of the shortest and the longest.
/// </summary>
internal sealed class SentenceLengthsConstraint() : IfBenchCheck("ratio:sentence_words", "There are three sentences, all with the same number of characters.")
{
    private const int Wanted = 3;

    protected override string Describe(CheckArguments arguments) => "Answer in three sentences that have the same number of characters and no word in common.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        const int Shown = 8;
        int[] lengths = [.. MarkedSentences.Of(answer).Select(Characters.Count)];
        string reason = $"Found {lengths.Length} sentences of {string.Join(", ", lengths.Take(Shown))}{(lengths.Length > Shown ? ", …" : "")} characters; expected {Wanted} of the same number.";
        bool equal = lengths.Length > 0 && lengths.Min() == lengths.Max();
        if (equal && lengths.Length == Wanted)
            return Met(reason);
        double shares = lengths.Length == 0 ? 0 : (double)Math.Min(lengths.Length, Wanted) / Math.Max(lengths.Length, Wanted);
        return Unmet(reason, equal ? shares : lengths.Length == 0 ? 0 : shares * lengths.Min() / lengths.Max());
    }
}
