using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>More blanks at the beginning of every line than of the line before. The degree is the share of lines after the first that have more.</summary>
internal sealed class IndentStairsConstraint() : IfBenchCheck("format:line_indent",
    "Every line is indented by more blanks than the line before. A single blank line is left out; of several in a row every other one stays and counts.")
{
    protected override string Describe(CheckArguments arguments) => "Indent every line further than the line before it, like stairs.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        List<string> lines = Lines(answer);
        int right = 0;
        string fault = "";
        for (int i = 1; i < lines.Count; i++)
        {
            if (Indent(lines[i]) > Indent(lines[i - 1]))
                right++;
            else if (fault.Length == 0)
                fault = $"{Quote.Of(lines[i])} is indented by {Indent(lines[i])} blanks after {Indent(lines[i - 1])}; expected more.";
        }
        return fault.Length == 0 ? Met($"Each of {lines.Count} lines is indented further than the one before.") : Unmet(fault, (double)right / (lines.Count - 1));
    }

    /// <summary>
    /// The lines that count. The program takes blank lines out of its list while it walks along it: after a blank line the next one is not looked at, and of equal blank lines the
    /// first that is still there goes.
    /// </summary>
    private static List<string> Lines(string text)
    {
        string[] lines = text.Split('\n');
        Dictionary<string, int> taken = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (!PythonText.IsBlank(lines[i]))
                continue;
            taken[lines[i]] = taken.GetValueOrDefault(lines[i]) + 1;
            i++;
        }
        List<string> left = [];
        foreach (string line in lines)
        {
            if (taken.GetValueOrDefault(line) is > 0 and int times)
                taken[line] = times - 1;
            else
                left.Add(line);
        }
        return left;
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;
}
