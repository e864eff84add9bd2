using System.Globalization;
using System.Text;
using Hindsight.Grading;
using Hindsight.Presentation;

namespace Hindsight.Training;

/// <summary>Runs as plain text of 120 columns.</summary>
public static class RunReport
{
    /// <summary>A table of runs, in the order given.</summary>
    public static string List(IReadOnlyList<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
            return "No runs yet.\n";
        var table = new TextTable(0, "run", "begun", "status", ">checkpoint", ">seed", "failure");
        foreach (RunRecord run in runs)
        {
            table.Add(
                run.Id, Time(run.StartedAt), run.Status.ToString().ToLowerInvariant(),
                run.CheckpointedStep.ToString(CultureInfo.InvariantCulture), run.Seed.ToString(CultureInfo.InvariantCulture), run.Failure ?? "");
        }
        return table.ToString();
    }

    /// <summary>A run with its steps, and its held-out score before and after.</summary>
    /// <param name="run">The run.</param>
    /// <param name="steps">Its reports in order.</param>
    /// <param name="state">Of its newest checkpoint, where there is one: what held-out tasks gave before the first step, and whose policy the run brings. Without it the first and the last measurement stand for them.</param>
    /// <param name="usage">What its judges cost; <see langword="null"/> or empty: it has none.</param>
    public static string Show(RunRecord run, IReadOnlyList<StepReport> steps, TrainingState? state = null, IReadOnlyList<RubricUsage>? usage = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(steps);
        var page = new StringBuilder();
        page.Append("Run ").Append(PlainText.OneLine(run.Id)).Append('\n');
        var header = new TextTable(2, "", "");
        header.Add("begun", Time(run.StartedAt));
        header.Add("status", $"{run.Status.ToString().ToLowerInvariant()}, checkpoint at step {run.CheckpointedStep}");
        header.Add("seed", run.Seed.ToString(CultureInfo.InvariantCulture));
        header.Add("prompts", run.PromptsHash);
        if (run.Failure is not null)
            header.Add("failure", run.Failure);
        page.Append(header);

        List<StepReport> measured = [.. steps.Where(s => s.HeldOut is not null)];
        (string first, EvaluationReport? from) = state?.Before is { } before ? ("before", before) : (measured.Count > 0 ? $"step {measured[0].Step}" : "", measured.FirstOrDefault()?.HeldOut);
        if (from is not null)
            page.Append('\n').Append(HeldOut(first, from, measured.Find(s => s.Step == state?.BestStep) ?? measured.LastOrDefault(s => s.HeldOut != from)));
        if (steps.Count > 0)
            page.Append('\n').Append(Steps(steps));
        if (steps.Any(s => s.Panels.Count > 0))
            page.Append('\n').Append(Panels(steps));
        foreach (StepReport step in steps)
        {
            foreach (string line in step.RubricChanges)
                page.AppendIndented($"step {step.Step}: {line}", 2);
            if (step.Warnings.Count > 0)
                page.AppendIndented($"step {step.Step}: {string.Join("; ", step.Warnings)}", 2);
        }
        if (usage is { Count: > 0 })
            page.Append('\n').Append(Judges(usage));
        return page.ToString();
    }

    private static TextTable HeldOut(string first, EvaluationReport from, StepReport? last)
    {
        EvaluationReport? to = last?.HeldOut;
        var table = new TextTable(2, "held-out", ">" + first, ">" + (last is null ? "" : $"step {last.Step}"), ">" + (last is null ? "" : "change"));
        void Add(string name, double? a, double? b, string format) =>
            table.Add(name, Number(a, format), to is null ? "" : Number(b, format), to is null ? "" : Number(b - a, $"+{format};-{format};{format}"));
        Add("tasks", from.Tasks, to?.Tasks, "0");
        Add("score", from.Score, to?.Score, "0.0000");
        Add("  standard error", from.ScoreError, to?.ScoreError, "0.0000");
        Add("pass rate, %", 100 * from.PassRate, 100 * to?.PassRate, "0.0");
        foreach ((string criterion, double rate) in from.CriterionRates)
            Add($"  {CriterionName.InRates(from, criterion)}, %", 100 * rate, to is not null && to.CriterionRates.TryGetValue(criterion, out double after) ? 100 * after : null, "0.0");
        foreach ((ReportFigure was, ReportFigure now) in JudgingFigures.Of(from, to ?? from))
        {
            bool isShare = was.Unit == FigureUnit.Share;
            Add(isShare ? $"{was.Name}, %" : was.Name, isShare ? 100 * was.Value : was.Value, to is null ? null : isShare ? 100 * now.Value : now.Value, was.Unit switch { FigureUnit.Count => "0", FigureUnit.Share => "0.0", _ => "0.0000" });
        }

        return table;
    }

    private static TextTable Judges(IReadOnlyList<RubricUsage> usage)
    {
        var table = new TextTable(2, "judge", "rubric", ">calls", ">tokens in", ">tokens out", ">cost");
        void Add(string judge, string rubric, GradeUsage u) => table.Add(judge, rubric, Number(u.Calls, "N0"), Number(u.InputTokens, "N0"), Number(u.OutputTokens, "N0"), Number(u.Cost, "0.0000"));
        foreach (RubricUsage u in usage)
            Add(u.Judge, u.Rubric.Length > 0 ? u.Rubric : "(advice)", u.Usage);
        Add("all", "", GradeUsage.Sum(usage.Select(u => u.Usage)));
        return table;
    }

    private static TextTable Steps(IReadOnlyList<StepReport> steps)
    {
        var table = new TextTable(2, ">step", ">score", ">pass %", ">reward", ">spread", ">groups", ">kept/revised", ">gain", ">ungraded", ">loss", ">gradient", ">tokens/s", ">s", ">held-out");
        foreach (StepReport s in steps)
        {
            table.Add(
                Count(s.Step), Number(s.MeanScore, "0.0000"), Number(100 * s.PassRate, "0.0"), Number(s.MeanReward, "0.0000"), Number(s.RewardSpread, "0.0000"),
                $"{s.GroupsTrained}/{s.GroupsTrained + s.GroupsWithoutSpread + s.GroupsSkipped}", $"{s.RevisionsKept}/{s.Revisions}", Number(s.RevisionGain, "+0.000;-0.000;0.000"),
                Count(s.Ungraded.Values.Sum()), Number(s.Learning?.Loss, "0.0000"), Number(s.Learning?.GradientNorm, "0.000"),
                Number(s.Times.TokensPerSecond, "0"), Number(s.Times.Total, "0.0"), Number(s.HeldOut?.Score, "0.0000"));
        }
        return table;
    }

    private static TextTable Panels(IReadOnlyList<StepReport> steps)
    {
        var table = new TextTable(2, "panel", ">verdicts", ">agreement, %", ">Fleiss' kappa", ">escalated", ">unknown");
        foreach (IGrouping<string, PanelAgreement> panel in steps.SelectMany(s => s.Panels).GroupBy(p => p.Key, p => p.Value))
        {
            PanelAgreement all = PanelAgreement.Sum([.. panel]);
            table.Add(panel.Key, Count(all.Verdicts), Number(100 * all.Share, "0.0"), Number(all.FleissKappa, "0.000"), Count(all.Escalated), Count(all.Unknown));
        }
        return table;
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double? value, string format) => value is double number && !double.IsNaN(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "-";
}
