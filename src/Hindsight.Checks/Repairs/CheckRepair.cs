using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;
using Hindsight.Training;

namespace Hindsight.Checks.Repairs;

/// <summary>
/// Mends step by step: of the changes that a check offers, takes the first after which the check's degree is higher and nothing else is lost; where there is none, the first after
/// which the degree is higher; until the check is met. Since the degree grows with each step, it comes to an end.
/// </summary>
internal sealed class CheckRepair(ICheck check, Mending mending) : ICheckRepair
{
    // After a few steps it shows whether so many can lead there: a demand for a thousand words in bold is given up early.
    private const int MostSteps = 500, TrialSteps = 20;

    public RepairStage Stage => mending.Stage;

    public string? Repair(string answer, IReadOnlyDictionary<string, JsonElement> arguments, RepairContext context)
    {
        CheckOutcome outcome = check.Evaluate(answer, arguments);
        if (outcome.Kind == VerdictKind.Met)
            return answer;
        if (outcome.Kind == VerdictKind.Unknown || PythonText.IsBlank(answer) || answer.Length > RepairContext.LongestAnswer)
            return null;
        double first = outcome.Degree ?? 0;
        var read = new CheckArguments(check.Parameters, arguments);
        try
        {
            for (int step = 0; outcome.Kind != VerdictKind.Met; step++)
            {
                var words = new RepairWords(Seeds.Derive(context.Seed, "repair step", step), answer);
                (string Text, CheckOutcome Outcome)? better = step < MostSteps ? Better(mending.Changes(answer, read, words), arguments, outcome, context) : null;
                if (better is null)
                    return null;
                (answer, outcome) = better.Value;
                if (step + 1 == TrialSteps && (outcome.Degree - first) * MostSteps / TrialSteps < 1 - first)
                    return null;
            }
            return answer;
        }
        catch (RegexMatchTimeoutException)
        {
            // A keyword may be any regular expression; one that does not come to an end finds nothing to mend.
            return null;
        }
    }

    private (string Text, CheckOutcome Outcome)? Better(IEnumerable<string> changes, IReadOnlyDictionary<string, JsonElement> arguments, CheckOutcome present, RepairContext context)
    {
        (string, CheckOutcome)? ruthless = null;
        foreach (string text in changes)
        {
            if (text.Length > RepairContext.LongestAnswer || PythonText.IsBlank(text))
                continue;
            CheckOutcome outcome = check.Evaluate(text, arguments);
            if (outcome.Kind != VerdictKind.Met && !(outcome.Kind == VerdictKind.Unmet && outcome.Degree > (present.Degree ?? 0)))
                continue;
            if (context.Spares(text))
                return (text, outcome);
            ruthless ??= (text, outcome);
        }
        return ruthless;
    }
}
