using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>Looks for something and compares how often it is there with a number.</summary>
/// <param name="constraint">The constraint's id.</param>
/// <param name="description">What it demands.</param>
/// <param name="what">What is looked for, in the plural.</param>
/// <param name="relation">How the count and the number must relate.</param>
/// <param name="number">The parameter that gives the number.</param>
/// <param name="find">Finds everything that counts.</param>
/// <param name="describe">The sentence to the model, given the number.</param>
internal sealed class CountConstraint(
    string constraint, string description, string what, string relation, CheckParameter number, Func<string, IReadOnlyCollection<string>> find, Func<string, string> describe)
    : IfBenchCheck(constraint, description, number)
{
    protected override string Describe(CheckArguments arguments) => describe(arguments.Written(number.Name));

    protected override CheckOutcome Decide(string answer, CheckArguments arguments) => Count(relation, find(answer), arguments.Integer(number.Name) ?? 0, what);

    /// <summary>The verdict on what was found; the reason quotes it.</summary>
    public static CheckOutcome Count(string relation, IReadOnlyCollection<string> found, int number, string what)
    {
        CheckOutcome outcome = Relation.Decide(relation, found.Count, number, what);
        return found.Count == 0 ? outcome : outcome with { Reason = $"{outcome.Reason} There are {Quote.List(found)}." };
    }
}
