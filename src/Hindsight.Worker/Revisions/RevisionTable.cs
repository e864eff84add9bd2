using Hindsight.Worker.Hosting;
using Hindsight.Worker.Views;
using Spectre.Console;

namespace Hindsight.Worker.Revisions;

/// <summary>Prints what became of the drafts.</summary>
internal static class RevisionTable
{
    /// <summary>Two tables: the counts, and the checks that were missed.</summary>
    public static void Print(Terminal terminal, RevisionReport report)
    {
        Table counts = terminal.CreateTable().AddColumns("revisions", "");
        Row("training tasks", report.Tasks);
        Row("left out: a judge decides", report.Judged);
        Row("left out: too long", report.TooLong);
        Row("drafts", report.Drafts);
        Row("passing already", report.Passing);
        Row("ungraded", report.Ungraded);
        Row("mended", report.Mended);
        Row("mended, but scoring no higher", report.NoHigher);
        terminal.Out.Write(counts);
        if (!report.Checks.Any()) return;
        Table checks = terminal.CreateTable().AddColumns("check", "drafts that miss it", "not mendable", "share mended");
        foreach ((string check, int missed, int left) in report.Checks)
            checks.AddRow(Markup.Escape(check), Figures.Count(missed), Figures.Count(left), Figures.Percent((double)(missed - left) / missed));
        terminal.Out.Write(checks);

        void Row(string name, int count) => counts.AddRow(name, Figures.Count(count));
    }
}
