using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>The answer is in English, in capitals only or in small letters only. The degree is the share of the letters that are.</summary>
internal sealed class EnglishCaseInstruction(bool capitals) : IfEvalCheck(capitals ? "change_case:english_capital" : "change_case:english_lowercase",
    $"The answer is in English, in {Name(capitals)} only.")
{
    protected override Mending Mending { get; } = new(RepairStage.Case, (text, _, _) => [capitals ? Casing.Upper(text) : Casing.Lower(text)]);

    protected override string Describe(CheckArguments arguments) => $"Write in English and in {Name(capitals)} only.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        LetterCases cases = PythonText.CountCases(answer);
        if (cases.All == 0)
            return Unmet($"There are no {Name(capitals)}.");
        if (!(capitals ? cases.IsUpper : cases.IsLower))
        {
            int right = capitals ? cases.Upper : cases.Lower, other = capitals ? cases.FirstLower : cases.FirstUpper;
            int fault = other < 0 || (cases.FirstTitle >= 0 && cases.FirstTitle < other) ? cases.FirstTitle : other;
            return Unmet($"{cases.All - right} of {cases.All} letters are no {Name(capitals)}, first in {Quote.Around(answer, fault, 1)}.", (double)right / cases.All);
        }
        return LanguageDetector.Detect(answer) switch
        {
            null or "en" => Met($"All {cases.All} letters are {Name(capitals)}."),
            { } language => Unmet($"All {cases.All} letters are {Name(capitals)}, but it reads as {language}; expected en."),
        };
    }

    private static string Name(bool capitals) => capitals ? "capitals" : "small letters";
}
