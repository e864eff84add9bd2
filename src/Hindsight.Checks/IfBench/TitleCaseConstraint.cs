using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>No word that begins with a small letter and goes on in one case, a word of one letter apart. The degree is the share of words.</summary>
internal sealed class TitleCaseConstraint() : IfBenchCheck("format:title_case",
    "No word begins with a small letter, apart from words of one letter and words that go on in both cases. Words are those of the Penn Treebank: the n't of \"Don't\" is one.")
{
    protected override string Describe(CheckArguments arguments) => "Write in title case: begin every word with a capital letter and go on in small letters.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int words = 0, faults = 0;
        string first = "";
        foreach (string word in TreebankWords.Of(answer))
        {
            words++;
            Rune.DecodeFromUtf16(word, out Rune letter, out int length);
            if (!PythonText.IsLower(letter))
                continue;
            LetterCases rest = PythonText.CountCases(word.AsSpan(length));
            if (!rest.IsLower && !rest.IsUpper)
                continue;
            first = faults++ == 0 ? word : first;
        }
        return faults == 0
            ? Met($"None of {words} words begins with a small letter.")
            : Unmet($"{Quote.Of(first)} begins with a small letter; {words - faults} of {words} words conform.", (double)(words - faults) / words);
    }
}
