using Hindsight.Rubrics;
using Hindsight.Training;
using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Views;

/// <summary>Shows a run as plain lines, one a step.</summary>
internal sealed class LineTrainingView(Terminal terminal, int steps) : ITrainingView
{
    private readonly StepPace _pace = new(steps);

    /// <inheritdoc/>
    public Task<T> ShowAsync<T>(Func<Task<T>> run) => run();

    /// <inheritdoc/>
    public void OnRubrics(int step, RubricChanges changes)
    {
        foreach (string line in changes.Taken) terminal.WriteLine($"from step {step} on: {line}");
        foreach (string line in changes.Refused) terminal.WriteLine($"warning: {line}");
    }

    /// <inheritdoc/>
    public void OnPhase(int step, TrainingPhase phase)
    {
    }

    /// <inheritdoc/>
    public void OnEvaluated(int step, EvaluationReport report) =>
        terminal.WriteLine($"held-out after step {step}: score {Figures.Score(report.Score)}, pass rate {Figures.Percent(report.PassRate)}, {report.Tasks} tasks{Judging(report)}");

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        TimeSpan left = _pace.After(report.Step, report.Times.Total);
        terminal.WriteLine(
            $"step {report.Step}/{steps}  score {Figures.Score(report.MeanScore)}  pass {Figures.Percent(report.PassRate)}  revised {report.Revisions}, kept {report.RevisionsKept}  "
            + $"loss {Figures.Score(report.Learning?.Loss ?? double.NaN)}  {Figures.Count(report.Times.TokensPerSecond)} tokens/s  {Figures.Duration(left)} left");
        foreach (string warning in report.Warnings) terminal.WriteLine($"warning: {warning}");
    }

    /// <summary>What wants to be seen at once; the rest stands in the metrics.</summary>
    private static string Judging(EvaluationReport report) => string.Concat(
        report.Ungraded.Count > 0 ? $", not graded {string.Join(", ", report.Ungraded.Select(u => $"{u.Key} {u.Value}"))}" : "",
        report.Steering is { } steering ? $", steering {steering.Flagged} of {steering.Asked}" : "",
        report.Gold is { } gold ? $", gold {Figures.Score(gold.GoldScore)} (gap {Figures.Change(gold.Gap)})" : "");
}
