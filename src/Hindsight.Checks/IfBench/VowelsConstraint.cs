using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>One line, with at most three of the five vowels. The degree is the ratio of the allowed and the found number, of lines times of vowels.</summary>
internal sealed class VowelsConstraint() : IfBenchCheck("words:vowel", "The answer is one line in which at most three of the vowels a, e, i, o, u occur, in any case.")
{
    private const int Most = 3;

    protected override string Describe(CheckArguments arguments) => $"Write one paragraph, in one line, that uses no more than {Most} of the vowels a, e, i, o, u.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string text = PythonText.Lower(PythonText.Strip(answer).ToString());
        int lines = text.AsSpan().Count('\n') + 1;
        string[] found = [.. "aeiou".Where(text.Contains).Select(v => v.ToString())];
        string reason = $"Found {lines} lines and {found.Length} vowels{(found.Length > 0 ? $" ({Quote.List(found)})" : "")}; expected 1 line and at most {Most} vowels.";
        return lines == 1 && found.Length <= Most ? Met(reason) : Unmet(reason, Math.Min(1, (double)Most / found.Length) / lines);
    }
}
