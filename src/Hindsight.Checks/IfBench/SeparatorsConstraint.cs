using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>A list whose items are marked by a given text. The degree is the share of the two that are demanded.</summary>
internal sealed class SeparatorsConstraint() : IfBenchCheck("format:list", "A text that marks list items occurs at least twice, anywhere.",
    Parameter.Text("sep", "The text."))
{
    private const int Least = 2;

    protected override string Describe(CheckArguments arguments) => $"Answer with a list of items and begin every item with {arguments.Text("sep")} in the place of a bullet point.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string mark = arguments.Text("sep");
        return Relation.Decide(Relation.AtLeast, answer.AsSpan().Count(mark), Least, $"times {Quote.Of(mark)}");
    }
}
