using System.Buffers;
using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Simplified or traditional Chinese characters.</summary>
internal sealed class ChineseCheck() : Check(Id, "The answer is in simplified or in traditional Chinese, by the characters that differ.",
    Parameter.Choice("script", "Which of the two.", null, "simplified", "traditional"),
    Parameter.Choice("extent", "some: a character that only this script writes so; all: none that only the other writes so, and no Latin letter.", "some", "some", "all"))
{
    public new const string Id = "muldimif/language:chinese";

    protected override string Describe(CheckArguments arguments) => arguments.Text("extent") == "all"
        ? $"Write in {arguments.Text("script")} Chinese only, without Latin letters."
        : $"Use {arguments.Text("script")} Chinese characters.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        bool simplified = arguments.Text("script") == "simplified";
        if (arguments.Text("extent") == "some")
        {
            int found = answer.AsSpan().IndexOfAny(simplified ? HanVariants.Simplified : HanVariants.Traditional);
            return found >= 0 ? Met($"Found {Quote.Around(answer, found, 1)}.") : Unmet($"There is no character of {arguments.Text("script")} Chinese alone.", 0);
        }
        int latin = answer.AsSpan().IndexOfAny(Latin), other = answer.AsSpan().IndexOfAny(simplified ? HanVariants.TraditionalOnly : HanVariants.SimplifiedOnly);
        int fault = latin < 0 ? other : other < 0 ? latin : Math.Min(latin, other);
        return fault < 0 ? Met($"Nothing in it is other than {arguments.Text("script")} Chinese.") : Unmet($"Not {arguments.Text("script")} Chinese: {Quote.Of(answer.AsSpan(fault, 1))} in {Quote.Around(answer, fault, 1)}.");
    }

    private static readonly SearchValues<char> Latin = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
