using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Letters;

/// <summary>Small letters, capitals, or words that begin with a capital. The degree is the share that conforms; an answer without such letters is unmet.</summary>
internal sealed class LetterCaseCheck() : Check("letter_case", "The case of the answer's letters; letters without case do not count.",
    Parameter.Choice("case", "lower: small letters only; upper: capitals only; title: the first letter of every word is a capital.", null, "lower", "upper", "title"))
{
    protected override Mending Mending { get; } = new(RepairStage.Case, (text, arguments, _) => [Casing.To(arguments.Text("case"), text)]);

    protected override string Describe(CheckArguments arguments) => arguments.Text("case") switch
    {
        "lower" => "Write in small letters only.",
        "upper" => "Write in capital letters only.",
        _ => "Begin every word with a capital letter.",
    };

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string wanted = arguments.Text("case");
        int cased = 0, right = 0, fault = -1;
        foreach ((Rune rune, int index) in wanted == "title" ? FirstLetters(answer) : All(answer))
        {
            bool upper = Rune.IsUpper(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.TitlecaseLetter;
            if (!upper && !Rune.IsLower(rune))
                continue;
            cased++;
            if (upper == (wanted != "lower"))
                right++;
            else if (fault < 0)
                fault = index;
        }
        string what = wanted == "title" ? "words" : "letters";
        if (cased == 0)
            return Unmet($"There are no {what} with capitals or small letters.");
        return fault < 0
            ? Met($"All {cased} {what} are in {wanted} case.")
            : Unmet($"{cased - right} of {cased} {what} are not in {wanted} case, first in {Quote.Around(answer, fault, 1)}.", (double)right / cased);
    }

    private static IEnumerable<(Rune Rune, int Index)> All(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out Rune rune))
                yield return (rune, i);
        }
    }

    private static IEnumerable<(Rune Rune, int Index)> FirstLetters(string text)
    {
        foreach (Range word in Words.Of(text))
        {
            (int start, int length) = word.GetOffsetAndLength(text.Length);
            for (int i = start; i < start + length; i++)
            {
                if (!Rune.TryGetRuneAt(text, i, out Rune rune) || !Rune.IsLetter(rune))
                    continue;
                yield return (rune, i);
                break;
            }
        }
    }
}
