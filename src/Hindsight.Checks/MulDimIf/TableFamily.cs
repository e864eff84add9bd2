using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Tables: lines with | between cells.</summary>
internal static partial class TableFamily
{
    public const string Table = "muldimif/format:table", Rows = "muldimif/format:table_rows", Columns = "muldimif/format:table_columns", TitleWords = "muldimif/format:table_title_words",
        Headers = "muldimif/format:table_headers", Contents = "muldimif/format:table_contents", RowLines = "muldimif/format:table_row_lines";

    public static IReadOnlyList<ICheck> Checks { get; } =
    [
        new TableCheck(Table, "There is a table.", _ => "in Markdown",
            (table, a) => table.IsEmpty && a.Flag("lines") ? (0, "There is one | alone") : (1, table.IsEmpty ? "There is a |" : $"Found a table that begins {Quote.Of(table.FirstLine)}"),
            Parameter.Flag("lines", "Whether a single vertical bar is too little.")),
        new TableCheck(Rows, "The number of rows below the table's header.", a => $"with {CountLimits.Describe(a, "row", "rows")}",
            (table, a) => (CountLimits.Degree(table.Rows, a), $"The table has {CountLimits.Written(Math.Max(0, table.Rows), "row", "rows")}"), CountLimits.Parameters("rows")),
        new TableCheck(Columns, "The number of columns of the table's first line.", a => $"with {CountLimits.Describe(a, "column", "columns")}",
            (table, a) => (table.IsEmpty ? 0 : CountLimits.Degree(table.Columns, a), $"The table has {CountLimits.Written(Math.Max(0, table.Columns), "column", "columns")}"), CountLimits.Parameters("columns")),
        new TableCheck(TitleWords, "The number of words of the table's first line.", a => $"with {CountLimits.Describe(a, "word", "words")} in its first line",
            (table, a) => (table.IsEmpty ? 0 : CountLimits.Degree(SplitText.CountWords(table.FirstLine), a), $"The first line is {Quote.Of(table.FirstLine)}"), CountLimits.Parameters("words")),
        new TableCheck(Headers, "The table's first line has cells that contain texts, in any case.", a => $"with columns for {Quote.All(a.Texts("headers"))}",
            JudgeHeaders, Parameter.Texts("headers", "The texts; one with several forms has a vertical bar between them."),
            Parameter.Flag("either_way", "Whether it is enough that the text contains a cell.")),
        new TableCheck(Contents, "The table contains texts, in any case, or a cell of its first line contains a word of them.", a => $"that says {Quote.All(a.Texts("contents"))}",
            JudgeContents, Parameter.Texts("contents", "The texts.")),
        new CountCheck(RowLines, "The number of lines from `|` to `|`, those of a rule apart, or of `<tr>` elements where these are more.", "table row", "table rows",
            (answer, _) => Math.Max(RowLine().Matches(answer).Count(m => !RuleLine().IsMatch(m.Value)), HtmlRow().Count(answer)),
            new CountMending(RepairStage.Layout, (text, _) => Listing.Fewer(text), (text, _, words) => TableMending.Changes(text, [], words))),
    ];

    private static (double, string) JudgeHeaders(TableLines table, CheckArguments arguments)
    {
        IReadOnlyList<string> wanted = arguments.Texts("headers");
        bool eitherWay = arguments.Flag("either_way");
        int found = wanted.Count(w => table.Headers.Any(h => w.Split('|').Any(form =>
            h.Contains(form, StringComparison.OrdinalIgnoreCase) || (eitherWay && form.Contains(h, StringComparison.OrdinalIgnoreCase)))));
        return ((double)found / wanted.Count, $"The table's columns are {Quote.List(table.Headers)}");
    }

    private static (double, string) JudgeContents(TableLines table, CheckArguments arguments)
    {
        IReadOnlyList<string> wanted = arguments.Texts("contents");
        string[] missing = [.. wanted.Where(w => !table.Text.Contains(w, StringComparison.OrdinalIgnoreCase)
            && !SplitText.Words(w).Any(r => table.Headers.Any(h => h.Contains(w[r], StringComparison.OrdinalIgnoreCase))))];
        return ((double)(wanted.Count - missing.Length) / wanted.Count, missing.Length == 0 ? "The table says all" : $"The table lacks {Quote.List(missing)}");
    }

    [GeneratedRegex(@"^\|.*\|$", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex RowLine();

    [GeneratedRegex(@"^\|(?:\s*-+\s*\|)+$", RegexOptions.NonBacktracking)]
    private static partial Regex RuleLine();

    [GeneratedRegex("<tr>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlRow();
}
