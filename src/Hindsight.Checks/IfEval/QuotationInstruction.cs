using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Double quotes around the whole answer.</summary>
internal sealed class QuotationInstruction() : IfEvalCheck("startend:quotation", "The whole answer is in double quotes.")
{
    protected override Mending Mending { get; } = new(RepairStage.Whole, (text, _, _) => [$"\"{PythonText.Strip(text).Trim('"')}\""]);

    protected override string Describe(CheckArguments arguments) => "Put the whole answer in double quotes.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        ReadOnlySpan<char> text = PythonText.Strip(answer);
        bool opens = text.Length > 1 && text[0] == '"', closes = text.Length > 1 && text[^1] == '"';
        string reason = $"It begins with {Quote.Of(text[..1])} and ends with {Quote.Of(text[^1..])}.";
        return opens && closes ? Met(reason) : Unmet(reason, opens || closes ? 0.5 : 0);
    }
}
