using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Views;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Hindsight.Worker.Runs;

/// <summary>Says what a run would take, and changes nothing.</summary>
internal static class DryRun
{
    /// <summary>Measures one small batch and prints the estimate.</summary>
    /// <param name="terminal">Where it is printed.</param>
    /// <param name="settings">The run's.</param>
    /// <param name="services">Its parts, their input read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Terminal terminal, HindsightSettings settings, IServiceProvider services, CancellationToken cancellationToken)
    {
        IReadOnlyList<TrainingTask> tasks = services.GetRequiredService<TaskSource>().Tasks;
        ProbeResult probe = await new Probe(services.GetRequiredService<TrainingParts>(), settings)
            .RunAsync(tasks.Where(t => t.Split == TaskSplit.Train).ToList(), cancellationToken).ConfigureAwait(false);
        Print(terminal, settings, probe, new RunEstimate(probe, settings, tasks.Count(t => t.Split == TaskSplit.HeldOut)));
        return ExitCode.Success;
    }

    private static void Print(Terminal terminal, HindsightSettings settings, ProbeResult probe, RunEstimate estimate)
    {
        Table table = terminal.CreateTable().AddColumn("expected");
        table.AddColumn(new TableColumn("a step").RightAligned()).AddColumn(new TableColumn($"{settings.Training.Steps} steps").RightAligned());
        table.AddRow("tokens sampled", Figures.Count(estimate.SampledTokensPerStep), Figures.Count(estimate.SampledTokens));
        table.AddRow("tokens learnt, prompts included", Figures.Count(estimate.LearnedTokensPerStep), Figures.Count(estimate.LearnedTokens));
        table.AddRow("judge calls", Figures.Count(estimate.JudgeCallsPerStep), Figures.Count(estimate.JudgeCalls));
        table.AddRow("time, judges apart", Figures.Duration(TimeSpan.FromSeconds(estimate.SecondsPerStep)), Figures.Duration(TimeSpan.FromSeconds(estimate.Seconds)));
        terminal.Out.Write(table);
        terminal.WriteLine($"Memory: {Figures.Bytes(probe.PeakBytes)}. Measured on one batch: {Figures.Count(probe.SampledTokensPerSecond)} tokens/s sampled, {Figures.Count(probe.LearnedTokensPerSecond)} learnt.");
        terminal.WriteLine($"Prompts of {Figures.Count(probe.PromptTokens)} tokens, answers of {Figures.Count(probe.ResponseTokens)}, {probe.RevisionsPerGroup:F1} revisions a group. Nothing was changed.");
    }
}
