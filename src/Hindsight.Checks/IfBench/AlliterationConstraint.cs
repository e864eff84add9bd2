using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// More words in every sentence that begin with the first letter of a neighbour than in the sentence before; a run of three counts three. The degree is the share of sentences after
/// the first that have more.
/// </summary>
internal sealed class AlliterationConstraint() : IfBenchCheck("sentence:alliteration_increment",
    "In every sentence more words alliterate, that is, begin with the first letter of the word beside them, than in the sentence before.")
{
    protected override string Describe(CheckArguments arguments) =>
        "In every sentence, let more neighbouring words begin with the same letter than in the sentence before it.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        List<string> sentences = MarkedSentences.Of(answer);
        int previous = Alliterating(sentences[0]), right = 0;
        string fault = "";
        foreach (string sentence in sentences.Skip(1))
        {
            int found = Alliterating(sentence);
            if (found > previous)
                right++;
            else if (fault.Length == 0)
                fault = $"{Quote.Of(sentence)} has {found} alliterating words after {previous}; expected more.";
            previous = found;
        }
        return fault.Length == 0
            ? Met($"The alliterating words grow from sentence to sentence, up to {previous} in {Quote.Of(sentences[^1])}.")
            : Unmet(fault, (double)right / (sentences.Count - 1));
    }

    private static int Alliterating(string sentence)
    {
        string text = PythonText.Lower(sentence), previous = "";
        int count = 0;
        bool inside = false;
        foreach (Range range in SplitText.Words(text))
        {
            ReadOnlySpan<char> word = AsciiPunctuation.TrimStart(text.AsSpan()[range]);
            if (word.IsEmpty)
                continue;
            string letter = CodePoints.First(word).ToString();
            bool same = letter == previous;
            count += same ? inside ? 1 : 2 : 0;
            (previous, inside) = (letter, same);
        }
        return count;
    }
}
