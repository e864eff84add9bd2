using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>Ten words, of five characters or more, read the same backwards, in any case. One that stands there twice counts twice.</summary>
internal sealed class PalindromesConstraint() : IfBenchCheck("words:palindrome", $"At least {Least} words of {Shortest} characters or more are palindromes, in any case; punctuation is left out.")
{
    private const int Least = 10, Shortest = 5;

    protected override string Describe(CheckArguments arguments) => $"Use at least {Least} palindromes, single words of {Shortest} letters or more.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments) =>
        CountConstraint.Count(Relation.AtLeast, [.. AnswerWords.Plain(PythonText.Lower(answer)).Where(IsPalindrome)], Least, "palindromes");

    private static bool IsPalindrome(string word)
    {
        int[] points = CodePoints.Of(word);
        for (int i = 0; i < points.Length / 2; i++)
        {
            if (points[i] != points[^(i + 1)])
                return false;
        }
        return points.Length >= Shortest;
    }
}
