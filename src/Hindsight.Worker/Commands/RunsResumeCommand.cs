using System.CommandLine;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>runs resume</c>: continues a run where its newest checkpoint stands.</summary>
internal static class RunsResumeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var id = new Argument<string?>("run") { Description = "The run; the newest that is not complete without it.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("resume", "Continues a run where its newest checkpoint stands, with the settings it recorded and the flags given here.") { id };
        command.AddPolicyFlags();
        command.AddTrainingFlags();
        command.AddConfigurationFlags();
        command.SetAction((result, cancellationToken) => RunAsync(context, result, result.GetValue(id), cancellationToken));
        return command;
    }

    /// <summary>Continues a run.</summary>
    public static async Task<int> RunAsync(WorkerContext context, ParseResult result, string? id, CancellationToken cancellationToken)
    {
        RunRecord run;
        await using (RecordedRuns runs = await RecordedRuns.OpenAsync(context.Settings(result), cancellationToken).ConfigureAwait(false))
        {
            run = id is null ? await runs.NewestUnfinishedAsync(cancellationToken).ConfigureAwait(false) : await runs.FindAsync(id, cancellationToken).ConfigureAwait(false);
        }

        RunPlan plan = RunPlan.Resume(run, context.RecordedSettings(run, result));
        await using ServiceProvider services = WorkerServices.Build(plan.Settings, context.Places, context.Time, context.Logging(result, quiet: context.Terminal.IsLive));
        TrainingInput.Demand(services, plan.Settings, context.Places, new InputFaults());
        return await ForegroundTraining.RunAsync(context.Terminal, plan, services).ConfigureAwait(false);
    }
}
