using Hindsight.Presentation;
using Hindsight.Training;
using Hindsight.Worker.Hosting;
using Spectre.Console;

namespace Hindsight.Worker.Views;

/// <summary>Held-out measurements as a table: one policy, or before and after.</summary>
internal static class OutcomeTable
{
    /// <summary>Prints one measurement.</summary>
    public static void Print(Terminal terminal, EvaluationReport report)
    {
        Table table = terminal.CreateTable("held-out", "value");
        table.AddRow("score", $"{Figures.Score(report.Score)} ± {Figures.Score(report.ScoreError)}");
        table.AddRow("pass rate", Figures.Percent(report.PassRate));
        foreach ((string criterion, double rate) in report.CriterionRates) table.AddRow(Markup.Escape(CriterionName.InRates(report, criterion)), Figures.Percent(rate));
        foreach (ReportFigure figure in JudgingFigures.Of(report)) table.AddRow(Markup.Escape(figure.Name), Shown(figure));
        terminal.Out.Write(table);
        PrintCounts(terminal, report);
    }

    /// <summary>Prints two measurements of the same tasks and their difference.</summary>
    public static void Print(Terminal terminal, EvaluationReport before, EvaluationReport after)
    {
        Table table = terminal.CreateTable("held-out", "before", "after", "change");
        table.AddRow("score", Figures.Score(before.Score), Figures.Score(after.Score), Figures.Change(after.Score - before.Score));
        table.AddRow("pass rate", Figures.Percent(before.PassRate), Figures.Percent(after.PassRate), Figures.Points(after.PassRate - before.PassRate));
        foreach (string criterion in before.CriterionRates.Keys.Union(after.CriterionRates.Keys))
        {
            double was = before.CriterionRates.GetValueOrDefault(criterion, double.NaN), now = after.CriterionRates.GetValueOrDefault(criterion, double.NaN);
            table.AddRow(Markup.Escape(CriterionName.InRates(after, criterion)), Figures.Percent(was), Figures.Percent(now), Figures.Points(now - was));
        }

        foreach ((ReportFigure was, ReportFigure now) in JudgingFigures.Of(before, after)) table.AddRow(Markup.Escape(was.Name), Shown(was), Shown(now), Change(was, now));
        terminal.Out.Write(table);
        PrintCounts(terminal, after);
    }

    private static void PrintCounts(Terminal terminal, EvaluationReport report)
    {
        terminal.WriteLine($"{report.Tasks} tasks, {report.Graded} answers graded, {Figures.Mean(report.MeanResponseTokens)} tokens an answer, {Figures.Percent(report.TruncationRate)} cut off.");
        if (report.TasksTooLong > 0) terminal.WriteLine($"{report.TasksTooLong} tasks were skipped: their prompt does not fit the context.");
    }

    private static string Shown(ReportFigure figure) => figure.Unit switch
    {
        FigureUnit.Count => Figures.Count(figure.Value),
        FigureUnit.Share => Figures.Percent(figure.Value),
        FigureUnit.Cost => Figures.Cost(figure.Value),
        _ => Figures.Score(figure.Value),
    };

    private static string Change(ReportFigure before, ReportFigure after) => before.Unit switch
    {
        FigureUnit.Count => Figures.CountChange(after.Value - before.Value),
        FigureUnit.Share => Figures.Points(after.Value - before.Value),
        FigureUnit.Cost => Figures.CostChange(after.Value - before.Value),
        _ => Figures.Change(after.Value - before.Value),
    };
}
