using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Two different answers with six asterisks between them.</summary>
internal sealed class TwoResponsesInstruction() : IfEvalCheck("combination:two_responses", "Two different answers with ****** between them.")
{
    private const string Divider = "******";

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
