using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>A .NET regular expression.</summary>
/// <remarks>
/// It runs in time linear in the answer where it can, with ten seconds so that a busy machine does not change a verdict; look-arounds, back-references and
/// atomic groups need backtracking, which is given one second.
/// </remarks>
internal sealed class RegexCheck() : Check("regex", "The answer matches a regular expression (.NET syntax, culture-invariant).",
    Parameter.Text("pattern", "The regular expression. A task's variable in it is not escaped."),
    Parameter.Flag("ignore_case", "Whether capitals and small letters are the same."),
    Parameter.Flag("multiline", "Whether ^ and $ also stand for the beginnings and ends of lines."),
    Parameter.Flag("whole", "Whether the whole answer must match, white space around it apart."))
{
    private static readonly TimeSpan LinearLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BacktrackingLimit = TimeSpan.FromSeconds(1);

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        try
        {
            Compile(ArgumentValue.WithoutVariables(arguments.Text("pattern")), RegexOptions.None);
            return [];
        }
        catch (ArgumentException fault)
        {
            return [$"'pattern': found {Quote.Of(arguments.Text("pattern"))}, expected a regular expression: {fault.Message}"];
        }
    }

    protected override string Describe(CheckArguments arguments) =>
        $"{(arguments.Flag("whole") ? "The whole answer must match" : "Some part of the answer must match")} the regular expression {arguments.Text("pattern")}";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string pattern = arguments.Text("pattern");
        RegexOptions options = (arguments.Flag("ignore_case") ? RegexOptions.IgnoreCase : RegexOptions.None)
            | (arguments.Flag("multiline") ? RegexOptions.Multiline : RegexOptions.None);
        bool whole = arguments.Flag("whole");
        try
        {
            Match match = Compile(whole ? $@"\A(?:{pattern})\z" : pattern, options).Match(whole ? answer.Trim() : answer);
            return match.Success
                ? Met($"{Quote.Of(match.ValueSpan)} matches {Quote.Of(pattern)}.")
                : Unmet($"Nothing matches {Quote.Of(pattern)}.");
        }
        catch (RegexMatchTimeoutException timeout)
        {
            return Unknown($"The regular expression {Quote.Of(pattern)} did not come to an end in {timeout.MatchTimeout.TotalSeconds:0} s on this answer of {answer.Length} characters.");
        }
    }

    private static Regex Compile(string pattern, RegexOptions options)
    {
        options |= RegexOptions.CultureInvariant;
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, LinearLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, BacktrackingLimit);
        }
    }
}
