using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>How often a letter occurs. Another character than a letter is counted likewise, where IFEval's program would draw a letter at random.</summary>
internal sealed class LetterFrequencyInstruction() : IfEvalCheck("keywords:letter_frequency", "How often a letter occurs, in any case.",
    Parameter.Text("letter", "The letter."),
    Parameter.Number("let_frequency", "The number of times."),
    Relation.Parameter("let_relation"))
{
    protected override Mending Mending { get; } = new(RepairStage.Content, (text, arguments, words) =>
    {
        if (arguments.Text("let_relation") != Relation.LessThan)
            return Adding.Sentences(text, words);
        int at = text.LastIndexOf(arguments.Text("letter"), StringComparison.OrdinalIgnoreCase);
        return at < 0 ? [] : [Erasing.Word(text, at)];
    });

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        string letter = arguments.Text("letter");
        if (!ArgumentValue.HoldsVariable(letter) && Characters.Count(letter) != 1)
            yield return $"'letter': found {Quote.Of(letter)}, expected one character.";
    }

    protected override string Describe(CheckArguments arguments) =>
        $"Use the letter {arguments.Text("letter")} {arguments.Text("let_relation")} {arguments.Written("let_frequency")} times.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string letter = PythonText.Lower(arguments.Text("letter")), text = PythonText.Lower(answer);
        return Relation.Decide(arguments.Text("let_relation"), text.AsSpan().Count(letter), arguments.Integer("let_frequency") ?? 0, $"times the letter {Quote.Of(letter)}");
    }
}
