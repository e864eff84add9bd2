using System.CommandLine;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.DependencyInjection;

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
            var faults = new InputFaults();
            HindsightSettings settings = context.Settings(result, faults);
            RunPlan? plan = faults.Collect(() => RunPlan.Begin(settings, result.GetValue(run), context.Time.GetUtcNow()));
            await using ServiceProvider services = WorkerServices.Build(settings, context.Places, context.Time, context.Logging(result, quiet: context.Terminal.IsLive));
            TrainingInput.Demand(services, settings, context.Places, faults);
            return result.GetValue(dryRun)
                ? await DryRun.RunAsync(context.Terminal, settings, services, cancellationToken).ConfigureAwait(false)
                : await ForegroundTraining.RunAsync(context.Terminal, plan!, services).ConfigureAwait(false);
        });
        return command;
    }
}
