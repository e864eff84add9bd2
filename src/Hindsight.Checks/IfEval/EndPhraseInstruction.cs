using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>The answer ends with a phrase, in any case; white space and quotes after it do not count.</summary>
internal sealed class EndPhraseInstruction() : IfEvalCheck("startend:end_checker", "The answer ends with a phrase, in any case.",
    Parameter.Text("end_phrase", "The phrase; white space around it does not count."))
{
    protected override Mending Mending { get; } = new(RepairStage.Ends, (text, arguments, _) => Adding.Ending(text, Phrase(arguments)));

    protected override string Describe(CheckArguments arguments) => $"End with exactly this phrase and nothing after it: {Phrase(arguments)}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        const int Shown = 40;
        string phrase = Phrase(arguments), text = PythonText.Lower(PythonText.Strip(answer).Trim('"').ToString());
        return text.EndsWith(PythonText.Lower(phrase), StringComparison.Ordinal)
            ? Met($"It ends with {Quote.Of(phrase)}.")
            : Unmet($"It ends with {Quote.Of(text.AsSpan(Math.Max(0, text.Length - Shown)))}; expected {Quote.Of(phrase)}.");
    }

    private static string Phrase(CheckArguments arguments) => PythonText.Strip(arguments.Text("end_phrase")).ToString();
}
