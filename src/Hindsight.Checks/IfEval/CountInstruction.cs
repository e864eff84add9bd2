using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>Counts something and compares it with the number that an argument gives.</summary>
/// <param name="instruction">The instruction's id.</param>
/// <param name="description">What it demands.</param>
/// <param name="what">What is counted, in the plural.</param>
/// <param name="number">The parameter that gives the number.</param>
/// <param name="relation">The parameter that gives the relation, or a relation that always holds.</param>
/// <param name="count">Counts.</param>
/// <param name="describe">The sentence to the model, given the relation and the number.</param>
/// <param name="mending">How answers that miss it are mended.</param>
internal sealed class CountInstruction(
    string instruction, string description, string what, CheckParameter number, string relation, Func<string, int> count, Func<string, string, string> describe, CountMending mending)
    : IfEvalCheck(instruction, description, IsFixed(relation) ? [number] : [number, Relation.Parameter(relation)])
{
    protected override Mending Mending { get; } = mending.Towards((answer, arguments) =>
        (IsFixed(relation) ? relation : arguments.Text(relation)) != Relation.AtLeast && count(answer) > (arguments.Integer(number.Name) ?? 0) - (IsFixed(relation) ? 0 : 1));

    protected override string Describe(CheckArguments arguments) => describe(RelationOf(arguments), arguments.Written(number.Name));

    protected override CheckOutcome Decide(string answer, CheckArguments arguments) =>
        Relation.Decide(RelationOf(arguments), count(answer), arguments.Integer(number.Name) ?? 0, what);

    private string RelationOf(CheckArguments arguments) => IsFixed(relation) ? relation : arguments.Text(relation);

    private static bool IsFixed(string relation) => relation is Relation.AtLeast or Relation.Exactly;
}
