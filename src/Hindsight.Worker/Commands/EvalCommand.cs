using System.CommandLine;
using System.CommandLine.Parsing;
using Hindsight.Grading;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Policies;
using Hindsight.Worker.Runs;
using Hindsight.Worker.Suites;
using Hindsight.Worker.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>eval</c>: measures a policy on held-out tasks, two policies against each other, what a run brought, or any answers on a suite.</summary>
internal static class EvalCommand
{
    private const string TemperatureKey = "Evaluation:Temperature";

    private static readonly Option<string?> Baseline = new("--baseline") { Description = "A policy to compare with; it is measured first.", HelpName = "FOLDER" };
    private static readonly Option<string?> Run = new("--run") { Description = "Measures what a run began with and what it brought, with the run's settings.", HelpName = "NAME" };
    private static readonly Option<string?> Suite = new("--suite") { Description = "Measures on a suite instead: a file of IFEval, IFBench or MulDimIF, or of tasks (docs/evaluation.md).", HelpName = "FILE" };
    private static readonly Option<string?> Responses = new("--responses") { Description = "With --suite: measures these answers, made elsewhere, instead of the policy's.", HelpName = "FILE" };
    private static readonly Option<string?> Output = new("--output") { Description = "With --suite: the folder for answers, verdicts and numbers; without it, one in the runs folder.", HelpName = "FOLDER" };
    private static readonly Option<bool> Partial = new("--partial") { Description = "With --responses: prompts may lack a response and responses a prompt; both are named and count in no number." };

    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var command = new Command("eval", "Measures a policy on held-out tasks: score, pass rate, by criterion; or answers on a suite.") { Baseline, Run, Suite, Responses, Output, Partial };
        command.AddPolicyFlags();
        command.AddTaskFlags();
        command.Options.Add(new SettingOption<int>("--limit", "Evaluation:MaxTasks", "The largest number of tasks or prompts, the first in their file; 0: all.", "N"));
        command.Options.Add(new SettingOption<double>("--temperature", TemperatureKey, "The temperature of the answers; on a suite 0 unless it is set.", "T"));
        command.AddConfigurationFlags();
        command.Validators.Add(r =>
        {
            bool suite = r.GetValue(Suite) is not null, given = r.GetValue(Responses) is not null;
            if (r.GetValue(Run) is not null && r.GetValue(Baseline) is not null) r.AddError("--run brings its own baseline; give one of --run and --baseline.");
            if (suite && (r.GetValue(Run) ?? r.GetValue(Baseline)) is not null) r.AddError("--suite measures one policy; give neither --run nor --baseline with it.");
            if (suite && IsGiven("--tasks")) r.AddError("--suite and --tasks both name a file; give one of them.");
            if (given && IsGiven("--policy")) r.AddError("--responses and --policy both say who answers; give one of them.");
            if (!suite && (given || r.GetValue(Output) is not null)) r.AddError("--responses and --output belong to --suite.");
            if (!given && r.GetValue(Partial)) r.AddError("--partial belongs to --responses.");

            bool IsGiven(string flag) => r.GetResult(flag) is OptionResult { Implicit: false };
        });
        command.SetAction((result, cancellationToken) =>
            result.GetValue(Suite) is { } suite ? OnSuiteAsync(context, result, suite, cancellationToken) : OnHeldOutTasksAsync(context, result, cancellationToken));
        return command;
    }

    private static Task<int> OnSuiteAsync(WorkerContext context, ParseResult result, string suite, CancellationToken cancellationToken)
    {
        var faults = new InputFaults();
        HindsightSettings settings = context.Settings(result, faults);
        double temperature = context.IsSet(result, TemperatureKey) ? settings.Evaluation.Temperature : 0;
        var plan = new SuitePlan(context.Places.Absolute(suite), Absolute(Responses), Absolute(Output), result.GetValue(Partial), temperature);
        return SuiteEvaluation.RunAsync(context, settings, plan, faults, context.Logging(result), cancellationToken);

        string? Absolute(Option<string?> option) => result.GetValue(option) is { } path ? context.Places.Absolute(path) : null;
    }

    private static async Task<int> OnHeldOutTasksAsync(WorkerContext context, ParseResult result, CancellationToken cancellationToken)
    {
        HindsightSettings settings = context.Settings(result);
        (string? before, string after) = (result.GetValue(Baseline) is { } path ? context.Places.Absolute(path) : null, settings.Policy.Path);
        if (result.GetValue(Run) is { } id)
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
        return ExitCode.Success;
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
