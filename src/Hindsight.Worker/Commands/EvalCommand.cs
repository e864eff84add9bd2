using System.CommandLine;
using Hindsight.Grading;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Policies;
using Hindsight.Worker.Runs;
using Hindsight.Worker.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>eval</c>: measures a policy on held-out tasks, two policies against each other, or what a run brought.</summary>
internal static class EvalCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var baseline = new Option<string?>("--baseline") { Description = "A policy to compare with; it is measured first.", HelpName = "FOLDER" };
        var run = new Option<string?>("--run") { Description = "Measures what a run began with and what it brought, with the run's settings.", HelpName = "NAME" };
        var command = new Command("eval", "Measures a policy on held-out tasks: score, pass rate, by criterion.") { baseline, run };
        command.AddPolicyFlags();
        command.AddTaskFlags();
        command.AddConfigurationFlags();
        command.Validators.Add(r =>
        {
            if (r.GetValue(run) is not null && r.GetValue(baseline) is not null) r.AddError("--run brings its own baseline; give one of --run and --baseline.");
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            (string? before, string after) = (result.GetValue(baseline) is { } path ? context.Places.Absolute(path) : null, settings.Policy.Path);
            if (result.GetValue(run) is { } id)
            {
                RunPlan plan = await FindAsync(context, settings, id, result, cancellationToken).ConfigureAwait(false);
                (settings, before, after) = (plan.Settings, plan.Settings.Policy.Path, PolicyOf(plan));
            }

            await using ServiceProvider services = WorkerServices.Build(settings, context.Places, context.Time, context.Logging(result));
            var measurement = new HeldOutMeasurement(settings, context.Places, services.GetRequiredService<TaskSource>(), services.GetRequiredService<IGrader>());
            EvaluationReport? first = before is null ? null : await measurement.MeasureAsync(before, cancellationToken).ConfigureAwait(false);
            EvaluationReport second = await measurement.MeasureAsync(after, cancellationToken).ConfigureAwait(false);
            if (first is null) OutcomeTable.Print(context.Terminal, second);
            else OutcomeTable.Print(context.Terminal, first, second);
        });
        return command;
    }

    private static async Task<RunPlan> FindAsync(WorkerContext context, HindsightSettings settings, string id, ParseResult result, CancellationToken cancellationToken)
    {
        await using RecordedRuns runs = await RecordedRuns.OpenAsync(settings, cancellationToken).ConfigureAwait(false);
        RunRecord record = await runs.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return new RunPlan(record, context.RecordedSettings(record, result));
    }

    /// <summary>What a run brought so far: its trained policy, else its newest checkpoint.</summary>
    private static string PolicyOf(RunPlan plan)
    {
        if (Directory.Exists(plan.PolicyFolder)) return plan.PolicyFolder;
        var checkpoints = new CheckpointStore(new RunFolder(plan.Folder).Checkpoints, plan.Settings.Checkpoints.Keep);
        return checkpoints.Newest() is { } state ? checkpoints.PathOf(state.Step)
            : throw new ConfigurationException([$"Run '{plan.Record.Id}' has neither a trained policy nor a checkpoint in '{plan.Folder}'."]);
    }
}
