using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>A first passage in HTML's italics that is not blank and is followed by something.</summary>
/// <remarks>The tags are cut off as if they had three and four characters: the rest of em tags counts as text, as it does in the program.</remarks>
internal sealed class ItalicThesisConstraint() : IfBenchCheck("format:thesis",
    "There is a passage in HTML italics, i or em tags, that is not blank, with text after it. Only the first i tags count; em tags where there are none.")
{
    protected override string Describe(CheckArguments arguments) => "Begin every section with a thesis statement in italics, written with the HTML tags <i> and </i>.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int start = FirstOf(answer, "<i>", "<em>");
        if (start < 0)
            return Unmet("There is no <i> or <em>.");
        string rest = answer[start..];
        int end = FirstOf(rest, "</i>", "</em>");
        if (end < 0)
            return Unmet($"The italics of {Quote.Of(rest)} do not end.");
        ReadOnlySpan<char> thesis = PythonText.Strip(rest.AsSpan(3, end - 3)), text = PythonText.Strip(rest.AsSpan(end + 4));
        if (thesis.IsEmpty)
            return Unmet("The first italics are blank.");
        return text.IsEmpty ? Unmet($"Nothing follows the italics {Quote.Of(thesis)}.") : Met($"The thesis {Quote.Of(thesis)} is followed by {Quote.Of(text)}.");
    }

    private static int FirstOf(string text, string tag, string otherTag) =>
        text.IndexOf(tag, StringComparison.Ordinal) is >= 0 and int index ? index : text.IndexOf(otherTag, StringComparison.Ordinal);
}
