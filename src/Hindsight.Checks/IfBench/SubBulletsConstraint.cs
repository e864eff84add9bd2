using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>A hyphen after every asterisk, before the next. The degree is the share of asterisks that have one.</summary>
internal sealed class SubBulletsConstraint() : IfBenchCheck("format:sub-bullets", "Every asterisk is followed by a hyphen before the next asterisk. An answer without asterisks is met.")
{
    protected override string Describe(CheckArguments arguments) => "Write bullet points that begin with * and give each at least one sub-bullet that begins with -.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string[] bullets = answer.Split('*')[1..];
        int right = bullets.Count(b => b.Contains('-', StringComparison.Ordinal));
        return right == bullets.Length
            ? Met($"Each of {right} asterisks has a hyphen after it.")
            : Unmet($"There is no hyphen in {Quote.Of($"*{Array.Find(bullets, b => !b.Contains('-', StringComparison.Ordinal))}")}; {right} of {bullets.Length} asterisks have one.", (double)right / bullets.Length);
    }
}
