using Hindsight.Rubrics;
using Hindsight.Training;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hindsight.Worker.Hosting;

/// <summary>Runs the configured training in the background of a host; a stop ends it after the step in hand, with a checkpoint.</summary>
internal sealed partial class TrainingWorker(TrainingRunner runner, RunPlan plan, IHostApplicationLifetime lifetime, ILogger<TrainingWorker> logger)
    : BackgroundService, ITrainingObserver
{
    /// <summary>Why the training failed, or <see langword="null"/>.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public void OnRubrics(int step, RubricChanges changes)
    {
        foreach (string line in changes.Taken) LogEdit(step, line);
        foreach (string line in changes.Refused) LogRefusedEdit(step, line);
    }

    /// <inheritdoc/>
    public void OnPhase(int step, TrainingPhase phase)
    {
    }

    /// <inheritdoc/>
    public void OnEvaluated(int step, EvaluationReport report) => LogHeldOut(step, report.Score, report.PassRate);

    /// <inheritdoc/>
    public void OnStep(StepReport report)
    {
        LogStep(report.Step, plan.Settings.Training.Steps, report.MeanScore, report.PassRate, report.Times.TokensPerSecond);
        foreach (string warning in report.Warnings) LogWarning(report.Step, warning);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            LogBegin(plan.Record.Id, plan.Settings.Training.Steps);
            RunOutcome outcome = await runner.RunAsync(plan, this, new TrainingStop(stoppingToken, CancellationToken.None)).ConfigureAwait(false);
            if (outcome.PolicyFolder is { } folder) LogComplete(plan.Record.Id, folder);
            else LogStopped(plan.Record.Id, outcome.Result.Steps);
        }
#pragma warning disable CA1031 // it ends the host, whose command reports it
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Run {Run}: {Steps} steps.")]
    private partial void LogBegin(string run, int steps);

    [LoggerMessage(2, LogLevel.Information, "Held-out after step {Step}: score {Score:F3}, pass rate {PassRate:P1}.")]
    private partial void LogHeldOut(int step, double score, double passRate);

    [LoggerMessage(3, LogLevel.Information, "Step {Step}/{Steps}: score {Score:F3}, pass rate {PassRate:P1}, {TokensPerSecond:F0} tokens/s.")]
    private partial void LogStep(int step, int steps, double score, double passRate, double tokensPerSecond);

    [LoggerMessage(4, LogLevel.Warning, "Step {Step}: {Warning}")]
    private partial void LogWarning(int step, string warning);

    [LoggerMessage(5, LogLevel.Information, "Run {Run} is complete; the trained policy lies in {Folder}.")]
    private partial void LogComplete(string run, string folder);

    [LoggerMessage(6, LogLevel.Information, "Run {Run} stopped after step {Step} with a checkpoint.")]
    private partial void LogStopped(string run, int step);

    [LoggerMessage(7, LogLevel.Information, "From step {Step} on, {Edit}")]
    private partial void LogEdit(int step, string edit);

    [LoggerMessage(8, LogLevel.Warning, "Step {Step} goes on without an edit: {Fault}")]
    private partial void LogRefusedEdit(int step, string fault);
}
