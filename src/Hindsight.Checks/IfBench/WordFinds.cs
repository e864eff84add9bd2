using System.Text;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.IfBench;

/// <summary>What is found and counted in an answer.</summary>
internal static class WordFinds
{
    /// <summary>Different words, in any case, punctuation around them apart; all that are punctuation alone are one.</summary>
    public static IReadOnlyCollection<string> Different(string answer) =>
        AnswerWords.Of(PythonText.Lower(answer)).Select(w => AsciiPunctuation.Trim(w).ToString()).ToHashSet(StringComparer.Ordinal);

    /// <summary>Different conjunctions. One that is written otherwise, with a capital or a comma, is another, as in the official program.</summary>
    public static IReadOnlyCollection<string> Conjunctions(string answer) =>
        AnswerWords.Of(answer).Where(w => EnglishWords.Conjunctions.Contains(PythonText.Lower(AsciiPunctuation.Trim(w).ToString()))).ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names(string answer) => [.. EnglishWords.Names.Where(n => answer.Contains(n, StringComparison.Ordinal))];

    /// <summary>Pronouns; those with a slash between them count each.</summary>
    public static IReadOnlyCollection<string> Pronouns(string answer) => [.. AnswerWords.Plain(PythonText.Lower(answer.Replace('/', ' '))).Where(EnglishWords.Pronouns.Contains)];

    /// <summary>Runs of decimal digits, after punctuation is left out: 3.14 is one, and so is 1-2.</summary>
    public static IReadOnlyCollection<string> Numbers(string answer)
    {
        List<string> numbers = [];
        var number = new StringBuilder();
        foreach (Rune rune in $"{AsciiPunctuation.Remove(answer)} ".EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
            {
                number.Append(rune);
            }
            else if (number.Length > 0)
            {
                numbers.Add(number.ToString());
                number.Clear();
            }
        }
        return numbers;
    }
}
