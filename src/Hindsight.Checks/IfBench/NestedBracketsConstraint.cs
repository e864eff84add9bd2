using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// Brackets, five levels deep. A closing bracket without its partner makes the count begin anew; else the first one that closes after five levels were open decides. The degree is
/// the share of the levels.
/// </summary>
internal sealed class NestedBracketsConstraint() : IfBenchCheck("format:parentheses", "Round, square and curly brackets are nested at least five levels deep, and one of them closes.")
{
    private const int Levels = 5;

    protected override string Describe(CheckArguments arguments) => $"Nest brackets ( [ {{ }} ] ) at least {Levels} levels deep, and close each with its partner.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        Stack<char> open = [];
        int depth = 0, deepest = 0;
        for (int i = 0; i < answer.Length; i++)
        {
            if (answer[i] is '(' or '[' or '{')
            {
                open.Push(answer[i]);
                depth = Math.Max(depth, open.Count);
            }
            else if (answer[i] is ')' or ']' or '}')
            {
                if (open.Count == 0 || open.Pop() != Partner(answer[i]))
                {
                    open.Clear();
                    depth = 0;
                    continue;
                }
                if (depth >= Levels)
                    return Met($"Found {depth} levels, closed in {Quote.Around(answer, i, 1)}.");
                deepest = Math.Max(deepest, depth);
            }
        }
        return Unmet($"Found {deepest} levels of closed brackets; expected at least {Levels}.", (double)deepest / Levels);
    }

    private static char Partner(char closing) => closing switch
    {
        ')' => '(',
        ']' => '[',
        _ => '{',
    };
}
