using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Checks.Texts;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>A postscript's marker, in any case; P.S. and P.P.S may be written with spaces.</summary>
internal sealed partial class PostscriptInstruction() : IfEvalCheck("detectable_content:postscript", "A postscript is there, told by its marker.",
    Parameter.Text("postscript_marker", "How it begins: P.S., P.P.S, or another text or regular expression."))
{
    protected override Mending Mending { get; } = new(RepairStage.Ends, (text, arguments, words) =>
        words.Of(Wordings.Default.Postscripts).SelectMany(postscript => Adding.Ending(text, $"{Marker(arguments)} {postscript}").Reverse()));

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (PythonText.IsBlank(arguments.Text("postscript_marker")))
            return ["'postscript_marker': found a text of white space alone, which does not count; expected something else."];
        return KeywordPattern.Faults(arguments, "postscript_marker", marker => PythonText.Lower(PythonText.Strip(marker).ToString()));
    }

    protected override string Describe(CheckArguments arguments) => $"Add a postscript at the end that begins with {Marker(arguments)}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string marker = Marker(arguments), text = PythonText.Lower(answer);
        try
        {
            (int index, int length) = marker switch
            {
                "P.P.S" => Place(SecondPostscript().Match(text)),
                "P.S." => Place(Postscript().Match(text)),
                _ => KeywordPattern.FindAsWritten(text, PythonText.Lower(marker), wholeWord: false),
            };
            return index >= 0 ? Met($"Found {Quote.Around(text, index, length)}.") : Unmet($"There is no {Quote.Of(marker)}.");
        }
        catch (RegexMatchTimeoutException timeout)
        {
            return BoundedRegex.TimedOut(marker, timeout, answer);
        }
    }

    private static string Marker(CheckArguments arguments) => PythonText.Strip(arguments.Text("postscript_marker")).ToString();

    private static (int Index, int Length) Place(Match match) => match.Success ? (match.Index, match.Length) : (-1, 0);

    [GeneratedRegex(@"p\.[\s\x1c-\x1f]?p\.[\s\x1c-\x1f]?s")]
    private static partial Regex SecondPostscript();

    [GeneratedRegex(@"p\.[\s\x1c-\x1f]?s\.")]
    private static partial Regex Postscript();
}
