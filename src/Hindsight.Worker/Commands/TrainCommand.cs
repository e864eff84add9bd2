using System.CommandLine;
using Hindsight.Worker.Runs;

namespace Hindsight.Worker.Commands;

/// <summary><c>train</c>: trains a policy from its own hindsight.</summary>
internal static class TrainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var run = new Option<string?>("--run") { Description = "The run's name; the time without it.", HelpName = "NAME" };
        var resume = new Option<string?>("--resume") { Description = "Continues a run, the newest that is not complete without a name.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        var dryRun = new Option<bool>("--dry-run") { Description = "Prints tokens, memory, judge calls and time expected, measured on one sampled batch, and changes nothing." };
        var command = new Command("train", "Trains a policy from its own hindsight.") { run, resume, dryRun };
        command.AddPolicyFlags();
        command.AddTaskFlags();
        command.AddTrainingFlags();
        command.AddConfigurationFlags();
        command.Validators.Add(result =>
        {
            if (result.GetResult(resume) is null) return;
            if (result.GetValue(dryRun)) result.AddError("--dry-run is of a run that begins; give one of --resume and --dry-run.");
            if (result.GetValue(run) is not null) result.AddError("--run names a run that begins; give one of --resume and --run.");
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            if (result.GetResult(resume) is not null)
                return await RunsResumeCommand.RunAsync(context, result, result.GetValue(resume), cancellationToken).ConfigureAwait(false);
            RunPlan plan = RunPlan.Begin(context.Settings(result), result.GetValue(run), context.Time.GetUtcNow());
            return result.GetValue(dryRun)
                ? await DryRun.RunAsync(context, plan.Settings, result, cancellationToken).ConfigureAwait(false)
                : await ForegroundTraining.RunAsync(context, plan, result).ConfigureAwait(false);
        });
        return command;
    }
}
