using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>The words that an answer begins with. The degree is the share of them that stands there.</summary>
internal sealed class StartCheck() : Check(Id, "The answer begins with a text, in any case; blanks and # before it do not count.",
    Parameter.Text("text", "The text."))
{
    public new const string Id = "muldimif/content:start";

    protected override Mending Mending { get; } = new(RepairStage.Ends, (text, arguments, _) => Adding.Opening(text, arguments.Text("text")));

    protected override string Describe(CheckArguments arguments) => $"Begin your answer with {Quote.Whole(arguments.Text("text"))}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        string text = arguments.Text("text");
        ReadOnlySpan<char> start = answer.AsSpan().TrimStart(" #");
        int common = 0;
        while (common < Math.Min(text.Length, start.Length) && char.ToLowerInvariant(text[common]) == char.ToLowerInvariant(start[common]))
            common++;
        ReadOnlySpan<char> shown = start[..Math.Min(start.Length, text.Length + 10)];
        return common == text.Length ? Met($"It begins with {Quote.Of(shown)}.") : Unmet($"It begins with {Quote.Of(shown)}; expected {Quote.Of(text)}.", (double)common / text.Length);
    }
}
