using Spectre.Console;

namespace Hindsight.Worker.Hosting;

/// <summary>Where commands read and write: results on standard output, faults and notices on standard error.</summary>
/// <param name="Out">Results; without colours and control codes when it is not a terminal.</param>
/// <param name="Error">Faults, warnings and notices.</param>
/// <param name="Input">What is typed or piped in.</param>
/// <param name="IsLive">Whether a person watches: standard output is a terminal.</param>
/// <param name="IsTyped">Whether a person types: standard input is a terminal.</param>
internal sealed record Terminal(IAnsiConsole Out, TextWriter Error, TextReader Input, bool IsLive, bool IsTyped)
{
    /// <summary>That of this process.</summary>
    public static Terminal OfProcess() =>
        new(Create(Console.Out, !Console.IsOutputRedirected), Console.Error, Console.In, !Console.IsOutputRedirected, !Console.IsInputRedirected);

    /// <summary>A console over a writer.</summary>
    public static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        // A pipe has no width: tables keep one line a row.
        if (!isTerminal) console.Profile.Width = 200;
        return console;
    }

    /// <summary>An empty table: framed for a person, Markdown for a pipe.</summary>
    public Table CreateTable() => IsLive ? new Table().RoundedBorder() : new Table().MarkdownBorder();

    /// <summary>An empty table of numbers: the first column holds names.</summary>
    public Table CreateTable(params string[] columns)
    {
        Table table = CreateTable();
        table.AddColumn(columns[0]);
        foreach (string column in columns[1..]) table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    /// <summary>Writes plain text as it is.</summary>
    public void Write(string text)
    {
        Out.Profile.Out.Writer.Write(text);
        Out.Profile.Out.Writer.Flush();
    }

    /// <summary>Writes a line of plain text as it is: never wrapped, never read as markup.</summary>
    public void WriteLine(string text = "") => Write(text + Environment.NewLine);
}
