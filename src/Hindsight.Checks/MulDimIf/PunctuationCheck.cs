using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>How the answer, or every part of it, ends. The degree is the share of parts that end as demanded.</summary>
internal sealed partial class PunctuationCheck() : Check(Id, "The answer, or every part of it, ends with one of the marks; white space around it does not count.",
    Parameter.Texts("marks", "The marks, such as . or .~; without them, any ASCII punctuation.", required: false),
    Parameter.Flag("forbidden", "Whether it must not end with any of them."),
    Parameter.Choice("part", "What must end so: text: the whole answer; line: every line; sentence: every sentence; cell: every table cell below the first two lines; bullet: every sentence of every bullet point.",
        "text", "text", "line", "sentence", "cell", "bullet"))
{
    public new const string Id = "muldimif/content:punctuation";

    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    protected override Mending Mending { get; } = new(RepairStage.Ends, Changes);

    protected override string Describe(CheckArguments arguments)
    {
        string part = arguments.Text("part") switch
        {
            "text" => "your answer",
            "line" => "every line",
            "sentence" => "every sentence",
            "cell" => "every table cell",
            "bullet" => "every sentence of every bullet point",
            var variable => $"every {variable}",
        };
        return $"{(arguments.Flag("forbidden") ? "Do not end" : "End")} {part} with {Named(arguments.Texts("marks"))}.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> marks = arguments.Texts("marks"), parts = Parts(SplitText.Strip(answer), arguments.Text("part"));
        bool forbidden = arguments.Flag("forbidden");
        int right = 0;
        string? fault = null;
        foreach (string part in parts)
        {
            bool ends = marks.Count == 0
                ? part.Length > 0 && Punctuation.Contains(part[^1])
                : marks.Any(m => part.EndsWith(m, StringComparison.Ordinal));
            if (ends != forbidden)
                right++;
            else
                fault ??= part;
        }
        if (fault is null)
            return Met(parts.Count == 0 ? $"There is no {arguments.Text("part")} that could end otherwise." : $"It ends as demanded, with {Quote.Of(parts[^1].AsSpan(Math.Max(0, parts[^1].Length - 20)))}.");
        string end = $"{Quote.Of(fault.AsSpan(Math.Max(0, fault.Length - 20)))} ends {(forbidden ? "with" : "without")} {Named(marks)}";
        return Unmet(parts.Count == 1 ? $"{end}." : $"{end}; {right} of {parts.Count} parts conform.", (double)right / parts.Count);
    }

    /// <summary>The whole answer with another end; its lines, or its sentences, each with the mark in the place of their own.</summary>
    private static IEnumerable<string> Changes(string text, CheckArguments arguments, RepairWords words)
    {
        string mark = arguments.Texts("marks") is [var first, ..] ? first : ".";
        bool forbidden = arguments.Flag("forbidden");
        switch (arguments.Text("part"))
        {
            case "text" when forbidden:
                return [SplitText.Strip(text).TrimEnd([.. Punctuation])];
            case "text":
                IEnumerable<string> closings = words.Of([.. Wordings.Default.Closings.Where(c => c.EndsWith(mark, StringComparison.Ordinal))]).SelectMany(c => Adding.Ending(text, c));
                return mark == "." ? closings.Prepend(Ended(text, mark)) : closings.Append(Ended(text, mark));
            case "line":
                return [string.Join('\n', text.Split('\n').Select(line => PythonText.IsBlank(line) ? line : Ended(line, forbidden ? "" : mark)))];
            case "sentence":
                foreach ((int start, int end) in Enumerable.Reverse(PunktSentences.Of(text)))
                    text = text[..start] + Ended(text[start..end], forbidden ? "" : mark) + text[end..];
                return [text];
            default:
                return [];
        }
    }

    private static string Ended(string text, string mark) => text.TrimEnd().TrimEnd([.. Punctuation]) + mark;

    private static string Named(IReadOnlyList<string> marks) => marks.Count == 0 ? "a punctuation mark" : marks.Count == 1 ? Quote.List(marks) : $"one of {Quote.List(marks)}";

    private static IReadOnlyList<string> Parts(string text, string part) => part switch
    {
        "line" => [.. SplitText.Lines(text).Where(l => l.Length > 0)],
        "sentence" => [.. Sentences(text)],
        "cell" => [.. Cells(text)],
        "bullet" => [.. BulletPoint().Matches(text).SelectMany(m => Sentences(m.Value)).Select(SplitText.Strip)],
        _ => [text],
    };

    private static IEnumerable<string> Sentences(string text) => PunktSentences.Of(text).Select(s => text[s.Start..s.End]);

    private static IEnumerable<string> Cells(string text)
    {
        string[] lines = text.Split('\n');
        return lines.Skip(lines.Length > 1 ? 2 : 0).SelectMany(l => l.Trim('|').Split('|')).Select(SplitText.Strip).Where(c => c.Trim('-').Length > 0);
    }

    [GeneratedRegex(@"^[-*•]\s.*$", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex BulletPoint();
}
