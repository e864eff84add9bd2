using System.Globalization;
using Hindsight.Calibration;
using Hindsight.Statistics;
using Hindsight.Worker.Hosting;
using Spectre.Console;

namespace Hindsight.Worker.Views;

/// <summary>A calibration for people: a column a judge, then how the judges agree with each other.</summary>
internal static class CalibrationTable
{
    /// <summary>Prints it.</summary>
    public static void Print(Terminal terminal, CalibrationReport report)
    {
        Table table = terminal.CreateTable().AddColumn("against the labels");
        foreach (JudgeCalibration judge in report.Judges) table.AddColumn(new TableColumn(Markup.Escape(Name(judge))).RightAligned());
        void Add(string name, Func<JudgeCalibration, string> value) => table.AddRow([Markup.Escape(name), .. report.Judges.Select(judge => Markup.Escape(value(judge)))]);
        Add("verdicts asked for", j => Figures.Count(j.Labels));
        Add("decided", j => Figures.Count(j.Decided));
        foreach (string cause in report.Judges.SelectMany(j => j.Unknown.Keys).Distinct()) Add($"unknown: {cause}", j => Figures.Count(j.Unknown.GetValueOrDefault(cause)));
        Add("accuracy", j => Figures.Percent(j.Accuracy));
        Add("Cohen's kappa", j => $"{Figures.Score(j.Kappa)} {Between(j.KappaInterval, Figures.Score)}");
        if (report.Judges.Any(j => !j.WeightedKappa.Equals(j.Kappa))) Add("  weighted by level", j => Figures.Score(j.WeightedKappa));
        Add("falsely met", j => Figures.Percent(j.FalseMet));
        Add("falsely unmet", j => Figures.Percent(j.FalseUnmet));
        Add("position: verdicts that flip", j => $"{Figures.Percent(j.Position.Flips)} of {Figures.Count(j.Position.Compared)}");
        Add("  accuracy, first / last", j => $"{Figures.Percent(j.Position.FirstAccuracy)} / {Figures.Percent(j.Position.LastAccuracy)}");
        Add("  met, first / last", j => $"{Figures.Percent(j.Position.FirstMet)} / {Figures.Percent(j.Position.LastMet)}");
        Add("  p (McNemar)", j => P(j.Position.PValue));
        Add("length: falsely met, longest third − shortest", j => $"{Figures.Points(j.Length.Difference)} {Between(j.Length.DifferenceInterval, Figures.Points)}");
        Add("  rank correlation of leniency", j => Figures.Change(j.Length.Correlation));
        Add("calls", j => Figures.Count(j.Usage.Calls));
        Add("tokens in / out", j => $"{Figures.Count(j.Usage.InputTokens)} / {Figures.Count(j.Usage.OutputTokens)}");
        Add("cost", j => j.Usage.Cost.ToString("0.####", CultureInfo.InvariantCulture));
        terminal.Out.Write(table);
        if (report.Judges.Count > 1) PrintPairs(terminal, report);
    }

    private static void PrintPairs(Terminal terminal, CalibrationReport report)
    {
        Table table = terminal.CreateTable().AddColumn("against each other").AddColumn(new TableColumn("verdicts").RightAligned()).AddColumn(new TableColumn("Cohen's kappa").RightAligned());
        foreach (JudgePair pair in report.Pairs) table.AddRow(Markup.Escape($"{pair.First}, {pair.Second}"), Figures.Count(pair.Compared), Figures.Score(pair.Kappa));
        terminal.Out.Write(table);
        int alone = report.Judges.Count(judge => !judge.IsPanel);
        if (alone > 1) terminal.WriteLine($"The {alone} judges agree in {Figures.Percent(report.Agreed)} of the comparisons, Fleiss' kappa {Figures.Score(report.FleissKappa)}.");
    }

    private static string Name(JudgeCalibration judge) => judge.IsPanel ? $"{judge.Judge} (panel)" : judge.Judge;

    private static string Between(Interval interval, Func<double, string> format) => double.IsNaN(interval.Low) ? "" : $"[{format(interval.Low)}, {format(interval.High)}]";

    private static string P(double value) => double.IsNaN(value) ? "-" : value < 0.001 ? "< 0.001" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
