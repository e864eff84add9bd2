using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>Something that is true of each of several things. The degree is the share of those of which it is true.</summary>
/// <param name="constraint">The constraint's id.</param>
/// <param name="description">What it demands.</param>
/// <param name="sentence">The sentence to the model; {0} stands for the argument, where the constraint has one.</param>
/// <param name="things">What the things are, in the plural.</param>
/// <param name="rule">What is true of them, as in "are short".</param>
/// <param name="look">Looks at every thing: whether it is true, and what is found there.</param>
/// <param name="number">A parameter that gives a number.</param>
internal sealed class EachConstraint(
    string constraint, string description, string sentence, string things, string rule, Func<string, int, IEnumerable<(bool Holds, string Found)>> look, params CheckParameter[] number)
    : IfBenchCheck(constraint, description, number)
{
    protected override string Describe(CheckArguments arguments) =>
        number.Length == 0 ? sentence : sentence.Replace("{0}", arguments.Written(number[0].Name), StringComparison.Ordinal);

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int all = 0, right = 0;
        string? fault = null;
        foreach ((bool holds, string found) in look(answer, number.Length == 0 ? 0 : arguments.Integer(number[0].Name) ?? 0))
        {
            all++;
            right += holds ? 1 : 0;
            fault ??= holds ? null : found;
        }
        return fault is null
            ? Met(all == 0 ? $"There are no {things}." : $"All of {all} {things} {rule}.")
            : Unmet($"{right} of {all} {things} {rule}; the first that does not is {Quote.Of(fault)}.", (double)right / all);
    }
}
