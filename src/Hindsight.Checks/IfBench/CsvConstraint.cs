using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>A table of separated values with given columns and a number of rows. The degree is the share of the demands: the first line, every row, and a field in quotes.</summary>
/// <param name="constraint">The constraint's id.</param>
/// <param name="description">What it demands.</param>
/// <param name="table">The table as a demand.</param>
/// <param name="columns">The columns' names.</param>
/// <param name="rows">The number of rows below them.</param>
/// <param name="separator">What separates fields.</param>
/// <param name="quoted">The fields that must be in double quotes.</param>
internal sealed class CsvConstraint(string constraint, string description, string table, string[] columns, int rows, char separator, QuotedFields quoted) : IfBenchCheck(constraint, description)
{
    protected override string Describe(CheckArguments arguments) => $"Write {table}, with the columns {string.Join(", ", columns)} and {rows} rows of data, and nothing else.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        // Read with every quote tripled, a field keeps the quotes around it.
        string text = quoted == QuotedFields.None ? answer : answer.Replace("\"", "\"\"\"", StringComparison.Ordinal);
        if (CsvRows.Read(text, separator) is not { } lines)
            return Unmet("A carriage return stands inside a line.", 0);
        List<string[]> data = lines[1..];
        bool one = quoted == QuotedFields.Special, header = quoted == QuotedFields.None ? lines[0].SequenceEqual(columns) : IsHeader(answer) && (one || Conforms(lines[0]));
        int right = data.Count(Conforms), special = data.FindIndex(HasSpecial);
        // Rows after the first with a special character are not looked at.
        bool conform = data.Take(one ? special + 1 : data.Count).All(Conforms), found = !one || special >= 0;
        string reason = $"The first line {(header ? "names the columns" : $"is {Quote.Of(string.Join(separator, lines[0]))}")}; {right} of {data.Count} rows conform"
            + (!one ? "" : found ? ", and a quoted field has a special character" : ", and no quoted field has a special character");
        if (header && conform && found && data.Count == rows)
            return Met($"{reason}.");
        int demands = 1 + Math.Max(rows, data.Count) + (one ? 1 : 0), met = (header ? 1 : 0) + Math.Min(right, rows) + (one && found ? 1 : 0);
        return Unmet($"{reason}; expected the columns {string.Join(", ", columns)} and {rows} rows.", (double)met / demands);
    }

    /// <summary>Whether the first line names the columns, each in quotes or not, with blanks allowed after a separator and tabs after a comma.</summary>
    private bool IsHeader(string answer)
    {
        string[] names = PythonText.Strip(FirstLine(answer)).ToString().Split(separator);
        return names.Length == columns.Length && Names(names[0], columns[0]) && names.Zip(columns).Skip(1).All(pair => Names(pair.First.TrimStart(' ', '\t'), pair.Second));
    }

    private static bool Names(string field, string column) => field == column || field == $"\"{column}\"";

    private static ReadOnlySpan<char> FirstLine(string text) => text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and int end ? end : text.Length)];

    private bool Conforms(string[] row) => row.Length == columns.Length && (quoted != QuotedFields.All || row.All(IsQuoted));

    private bool HasSpecial(string[] row) => row.Length == columns.Length && row.Any(IsSpecial);

    private static bool IsQuoted(string field) => PythonText.Strip(field) is ['"', ..] and [.., '"'];

    /// <summary>Whether a field begins with a quote, and a later quote of its first line stands somewhere after a character that is neither word nor white space.</summary>
    private static bool IsSpecial(string field)
    {
        ReadOnlySpan<char> line = FirstLine(field);
        int last = line.LastIndexOf('"');
        if (last < 1 || line[0] != '"')
            return false;
        foreach (Rune rune in line[1..last].EnumerateRunes())
        {
            if (!PythonText.IsWord(rune) && !(rune.IsBmp && PythonText.IsSpace((char)rune.Value)))
                return true;
        }
        return false;
    }
}
