using Hindsight.Grading;
using Hindsight.Training;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Runs;

/// <summary>Trains while somebody waits for it: shows the steps, then what they brought.</summary>
internal static class ForegroundTraining
{
    /// <summary>Runs a plan.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="plan">The run.</param>
    /// <param name="services">Its parts, their input read.</param>
    /// <returns>The exit code: 0, or that of the signal that stopped it.</returns>
    public static async Task<int> RunAsync(Terminal terminal, RunPlan plan, IServiceProvider services)
    {
        using var signals = new ShutdownSignals(terminal.Error.WriteLine);
        TrainingRunner runner = services.GetRequiredService<TrainingRunner>();
        TrainingOptions training = plan.Settings.Training;
        terminal.WriteLine($"run {plan.Record.Id}: {training.Steps} steps of {training.PromptsPerStep} prompts × {training.GroupSize} drafts, seed {plan.Settings.Seed}, in {plan.Folder}");
        ITrainingView view = terminal.IsLive ? new LiveTrainingView(terminal, plan.Record.Id, training.Steps) : new LineTrainingView(terminal, training.Steps);
        RunOutcome outcome = await view.ShowAsync(() => runner.RunAsync(plan, view, new TrainingStop(signals.Stopping, CancellationToken.None))).ConfigureAwait(false);
        await PrintJudgesAsync(terminal, outcome.Result, services.GetRequiredService<IRunStore>()).ConfigureAwait(false);
        Print(terminal, outcome);
        return outcome.PolicyFolder is null ? signals.ExitCode ?? ExitCode.Success : ExitCode.Success;
    }

    private static async Task PrintJudgesAsync(Terminal terminal, TrainingResult result, IRunStore store)
    {
        GradeUsage judges = GradeUsage.Sum((await RunUsage.ReadAsync(store, result.RunId, result.Before, CancellationToken.None).ConfigureAwait(false)).Select(u => u.Usage));
        if (judges.Calls > 0) terminal.WriteLine($"Judges: {Figures.Count(judges.Calls)} calls, {Figures.Count(judges.InputTokens)} tokens in, {Figures.Count(judges.OutputTokens)} out, cost {Figures.Cost(judges.Cost)}.");
    }

    private static void Print(Terminal terminal, RunOutcome outcome)
    {
        TrainingResult result = outcome.Result;
        if (outcome.PolicyFolder is null)
        {
            terminal.WriteLine($"Stopped after step {result.Steps}; the checkpoint lies in {result.Checkpoint}.");
            terminal.WriteLine($"'runs resume {result.RunId}' continues.");
            return;
        }

        if (result is { Before: { } before, After: { } after }) OutcomeTable.Print(terminal, before, after);
        terminal.WriteLine($"The trained policy (step {result.PolicyStep}{(result.PolicyStep == result.Steps ? "" : ", which measured best")}) lies in {outcome.PolicyFolder}");
    }
}
