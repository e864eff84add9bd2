using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>A .NET regular expression.</summary>
internal sealed class RegexCheck() : Check("regex", "The answer matches a regular expression (.NET syntax, culture-invariant).",
    Parameter.Text("pattern", "The regular expression. A task's variable in it is not escaped."),
    Parameter.Flag("ignore_case", "Whether capitals and small letters are the same."),
    Parameter.Flag("multiline", "Whether ^ and $ also stand for the beginnings and ends of lines."),
    Parameter.Flag("whole", "Whether the whole answer must match, white space around it apart."))
{
    protected override IEnumerable<string> RuleFaults(CheckArguments arguments) =>
        (BoundedRegex.Fault(ArgumentValue.WithoutVariables(arguments.Text("pattern"))) ?? BoundedRegex.Fault(Compiled(ArgumentValue.WithoutVariables(arguments.Text("pattern")), arguments))) is { } fault
            ? [$"'pattern': {fault}"] : [];

    protected override string Describe(CheckArguments arguments) =>
        $"{(arguments.Flag("whole") ? "The whole answer must match" : "Some part of the answer must match")} the regular expression {arguments.Text("pattern")}";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string pattern = arguments.Text("pattern");
        RegexOptions options = (arguments.Flag("ignore_case") ? RegexOptions.IgnoreCase : RegexOptions.None)
            | (arguments.Flag("multiline") ? RegexOptions.Multiline : RegexOptions.None);
        try
        {
            Match match = BoundedRegex.Compile(Compiled(pattern, arguments), options).Match(arguments.Flag("whole") ? answer.Trim() : answer);
            return match.Success
                ? Met($"{Quote.Of(match.ValueSpan)} matches {Quote.Of(pattern)}.")
                : Unmet($"Nothing matches {Quote.Of(pattern)}.");
        }
        catch (RegexMatchTimeoutException timeout)
        {
            return BoundedRegex.TimedOut(pattern, timeout, answer);
        }
    }

    private static string Compiled(string pattern, CheckArguments arguments) => arguments.Flag("whole") ? $@"\A(?:{pattern})\z" : pattern;
}
