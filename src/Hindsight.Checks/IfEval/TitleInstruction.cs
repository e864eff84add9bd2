using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.IfEval;

/// <summary>A title in double angular brackets, on one line, that is not blank.</summary>
internal sealed class TitleInstruction() : IfEvalCheck("detectable_format:title", "There is a title in double angular brackets.")
{
    protected override Mending Mending { get; } = new(RepairStage.Layout, (text, _, words) =>
        words.Of(Wordings.Default.Titles).Select(title => $"<<{title}>>").SelectMany(title => Adding.Lines(text, [title]).Prepend($"{title}\n\n{text.TrimStart()}")));

    protected override string Describe(CheckArguments arguments) => "Give the answer a title in double angular brackets, such as <<a short voyage>>.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        ReadOnlySpan<char> text = answer;
        foreach (Range range in text.Split('\n'))
        {
            ReadOnlySpan<char> line = text[range];
            int open = line.IndexOf("<<"), close = line.LastIndexOf(">>");
            // Of a line all from the first << to the last >> is the title, with one character between them at least.
            if (open < 0 || close < open + 3)
                continue;
            ReadOnlySpan<char> title = PythonText.Strip(line[open..close].TrimStart('<').TrimEnd('>'));
            if (!title.IsEmpty)
                return Met($"Its title is {Quote.Of(title)}.");
        }
        return Unmet("There is no title in double angular brackets.");
    }
}
