using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// Straight double and single quotes in turn, three levels deep. A quote of the kind that is open closes it, another one opens the next level; so an apostrophe is a quote too. Met
/// once three levels below the deepest are closed. The degree is the share of them.
/// </summary>
internal sealed class NestedQuotesConstraint() : IfBenchCheck("format:quotes", "Straight double and single quotes are nested in turn, at least three levels deep. An apostrophe counts as a quote.")
{
    private const int Levels = 3;

    protected override string Describe(CheckArguments arguments) => $"Put quotes within quotes, at least {Levels} levels deep, with \" and ' in turn.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        Stack<char> open = [];
        int depth = 0, closed = 0;
        for (int i = 0; i < answer.Length; i++)
        {
            if (answer[i] is not ('"' or '\''))
                continue;
            if (open.Count == 0 || open.Peek() != answer[i])
            {
                open.Push(answer[i]);
                depth = Math.Max(depth, open.Count);
                continue;
            }
            open.Pop();
            closed = Math.Max(closed, depth - open.Count);
            if (closed == Levels)
                return Met($"Found {depth} levels, closed in {Quote.Around(answer, i, 1)}.");
        }
        return Unmet($"Found {closed} levels of closed quotes; expected at least {Levels}.", (double)closed / Levels);
    }
}
