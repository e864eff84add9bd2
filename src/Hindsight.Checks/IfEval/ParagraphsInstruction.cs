using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Paragraphs between dividers of three asterisks. Blank ones are overlooked at the beginning and the end, and a fault elsewhere.</summary>
internal sealed class ParagraphsInstruction() : IfEvalCheck("length_constraints:number_paragraphs", "The number of paragraphs with *** between them.",
    Parameter.Number("num_paragraphs", "The number of paragraphs."))
{
    private const string Divider = "***";

    protected override Mending Mending { get; } = new(RepairStage.Layout, (text, arguments, words) =>
        Breaking.Paragraphs(text, Math.Max(1, arguments.Integer("num_paragraphs") ?? 1), words) is { } paragraphs ? [string.Join($"\n\n{Divider}\n\n", paragraphs)] : []);

    protected override string Describe(CheckArguments arguments) => $"Write exactly {arguments.Written("num_paragraphs")} paragraphs, with a line of three asterisks (***) between them.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] parts = answer.Split(Divider);
        int count = parts.Length;
        for (int i = 0; i < parts.Length; i++)
        {
            if (!PythonText.IsBlank(parts[i]))
                continue;
            if (i > 0 && i < parts.Length - 1)
                return Unmet($"The paragraph after the divider {Divider} number {i} is blank.");
            count--;
        }
        return Relation.Decide(Relation.Exactly, count, arguments.Integer("num_paragraphs") ?? 0, $"paragraphs between {Divider}");
    }
}
