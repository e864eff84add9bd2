using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Quoted lines. The degree is the share of them that is there.</summary>
internal sealed class BlockQuotesCheck() : Check(Id, "Lines of the answer are block quotes.",
    Parameter.Choice("extent", "some: at least min lines begin with `>`, indented or not; every: every line does, a blank line is a fault; markup: a line begins with `>`, not indented, or there is a `<blockquote>`.",
        "some", "some", "every", "markup"),
    Parameter.Integer("min", "The smallest number of quoted lines for some.", 1, 1, int.MaxValue))
{
    public new const string Id = "muldimif/format:block_quotes";

    protected override Mending Mending { get; } = new(RepairStage.Layout, (text, arguments, words) => Changes(text, arguments.Text("extent") == "every", words));

    protected override string Describe(CheckArguments arguments) => arguments.Text("extent") switch
    {
        "every" => "Write every line as a block quote.",
        "some" when arguments.Written("min") != "1" => $"Write at least {arguments.Written("min")} lines as block quotes.",
        _ => "Use block quotes.",
    };

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        if (arguments.Text("extent") == "markup")
        {
            bool found = answer.StartsWith('>') || answer.Contains("\n>", StringComparison.Ordinal) || answer.Contains("<blockquote>", StringComparison.OrdinalIgnoreCase);
            return found ? Met("There is a block quote.") : Unmet("No line begins with > and there is no <blockquote>.");
        }
        int lines = 0, quoted = 0;
        foreach (string line in SplitText.Lines(answer))
        {
            lines++;
            quoted += line.StartsWith('>') ? 1 : 0;
        }
        int wanted = arguments.Text("extent") == "every" ? lines : arguments.Integer("min") ?? 1;
        string reason = $"{quoted} of {lines} lines are quoted; expected {(wanted == lines ? "all" : $"at least {wanted}")}.";
        return quoted >= wanted ? Met(reason) : Unmet(reason, (double)quoted / wanted);
    }

    /// <summary>The text with one of its lines quoted, the last first, or with a quoted line more; or all its lines quoted, without blank ones.</summary>
    private static IEnumerable<string> Changes(string text, bool every, RepairWords words)
    {
        string[] lines = text.Split('\n');
        if (every)
            return [string.Join('\n', lines.Where(line => line.Trim().Length > 0).Select(line => line.TrimStart().StartsWith('>') ? line : $"> {line}"))];
        return Enumerable.Range(0, lines.Length).Reverse().Where(i => lines[i].Trim().Length > 0 && !Units.IsMarked(lines[i]))
            .Select(i => string.Join('\n', [.. lines[..i], $"> {lines[i].Trim()}", .. lines[(i + 1)..]]))
            .Concat(Adding.Lines(text, words.Sentences.Select(sentence => $"> {sentence}")));
    }
}
