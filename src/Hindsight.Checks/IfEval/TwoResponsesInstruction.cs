using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Two different answers with six asterisks between them.</summary>
internal sealed class TwoResponsesInstruction() : IfEvalCheck("combination:two_responses", "Two different answers with ****** between them.")
{
    private const string Divider = "******";

    protected override Mending Mending { get; } = new(RepairStage.Whole, (text, _, words) =>
    {
        // More than two answers become two; one is followed by its own beginning, in other words.
        string[] parts = [.. text.Split(Divider).Where(part => !PythonText.IsBlank(part)).Select(part => part.Trim())];
        if (parts.Length > 1)
            return [$"{parts[0]}\n{Divider}\n{string.Join("\n\n", parts[1..])}"];
        List<(int Start, int End)> units = Units.Of(text);
        string again = units.Count == 0 ? text : text[units[0].Start..units[(units.Count - 1) / 2].End];
        return words.Of(Wordings.Default.SecondAnswers).Select(way => $"{string.Concat(parts)}\n{Divider}\n{way} {again}");
    });

    protected override string Describe(CheckArguments arguments) => $"Give two different answers, with six asterisks ({Divider}) between them and nowhere else.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] parts = answer.Split(Divider);
        List<string> answers = [];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!PythonText.IsBlank(parts[i]))
                answers.Add(parts[i]);
            else if (i > 0 && i < parts.Length - 1)
                return Unmet($"Between the dividers {Divider} number {i} and {i + 1} there is nothing.");
        }
        if (answers.Count != 2)
            return Unmet($"Found {answers.Count} answers between {Divider}; expected 2.");
        return PythonText.Strip(answers[0]).SequenceEqual(PythonText.Strip(answers[1]))
            ? Unmet($"Both answers are {Quote.Of(PythonText.Strip(answers[0]))}; expected different ones.")
            : Met($"Found two different answers: {Quote.Of(PythonText.Strip(answers[0]))} and {Quote.Of(PythonText.Strip(answers[1]))}.");
    }
}
