using Hindsight.Grading;
using Hindsight.Training;

namespace Hindsight.Presentation;

/// <summary>What a measurement says about its judges: what they could not grade, what the probes found, how far panels agreed, and what it cost.</summary>
public static class JudgingFigures
{
    /// <summary>The figures of what was asked: a probe, a held-out judge or a panel that was not has none.</summary>
    public static IReadOnlyList<ReportFigure> Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<ReportFigure> figures = [.. report.Ungraded.Select(u => new ReportFigure($"not graded: {u.Key}", u.Value, FigureUnit.Count))];
        if (report.Steering is { } steering)
        {
            figures.Add(new("steering: asked", steering.Asked, FigureUnit.Count));
            figures.Add(new("steering: flagged", steering.Flagged, FigureUnit.Count));
            figures.Add(new("steering: scored 0", steering.Zeroed, FigureUnit.Count));
            figures.Add(new("steering: undecided", steering.Unknown, FigureUnit.Count));
        }

        if (report.Gold is { } gold)
        {
            figures.Add(new("gold: answers", gold.Answers, FigureUnit.Count));
            figures.Add(new("gold: not graded", gold.Failed, FigureUnit.Count));
            figures.Add(new("gold: score trained on", gold.Score, FigureUnit.Score));
            figures.Add(new("gold: gold score", gold.GoldScore, FigureUnit.Score));
            figures.Add(new("gold: gap", gold.Gap, FigureUnit.Score));
        }

        foreach ((string name, PanelAgreement panel) in report.Panels)
        {
            figures.Add(new($"panel {name}: verdicts", panel.Verdicts, FigureUnit.Count));
            figures.Add(new($"panel {name}: agreement", panel.Share, FigureUnit.Share));
            figures.Add(new($"panel {name}: Fleiss' kappa", panel.FleissKappa, FigureUnit.Score));
            figures.Add(new($"panel {name}: escalated", panel.Escalated, FigureUnit.Count));
        }

        GradeUsage usage = GradeUsage.Sum(report.JudgeUsage.Select(u => u.Usage));
        if (usage.Calls > 0)
        {
            figures.Add(new("judges: calls", usage.Calls, FigureUnit.Count));
            figures.Add(new("judges: tokens in", usage.InputTokens, FigureUnit.Count));
            figures.Add(new("judges: tokens out", usage.OutputTokens, FigureUnit.Count));
            figures.Add(new("judges: cost", usage.Cost, FigureUnit.Cost));
        }

        return figures;
    }

    /// <summary>The figures of two measurements side by side, in the order in which they appear.</summary>
    public static IReadOnlyList<(ReportFigure Before, ReportFigure After)> Of(EvaluationReport before, EvaluationReport after)
    {
        Dictionary<string, ReportFigure> first = Of(before).ToDictionary(f => f.Name), second = Of(after).ToDictionary(f => f.Name);
        return [.. first.Values.Concat(second.Values).DistinctBy(f => f.Name).Select(f => (In(first, f), In(second, f)))];

        static ReportFigure In(Dictionary<string, ReportFigure> report, ReportFigure like) => report.GetValueOrDefault(like.Name, like with { Value = like.Unit == FigureUnit.Count ? 0 : double.NaN });
    }
}
