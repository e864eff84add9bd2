using System.CommandLine;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hindsight.Worker.Commands;

/// <summary><c>serve</c>: runs the configured training as a background service and stays up.</summary>
internal static class ServeCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var run = new Option<string?>("--run") { Description = "The run's name; without it one that the configuration decides, so that a restarted service goes on with its run.", HelpName = "NAME" };
        var command = new Command("serve", "Runs the configured training as a background service, then stays up until it is stopped.") { run };
        command.AddPolicyFlags();
        command.AddTaskFlags();
        command.AddTrainingFlags();
        command.AddConfigurationFlags();
        command.SetAction(async (result, cancellationToken) =>
        {
            var faults = new InputFaults();
            HindsightSettings settings = context.Settings(result, faults);
            RunPlan? plan = await faults.CollectAsync(() => ServicePlan.FindAsync(settings, result.GetValue(run), context.Time.GetUtcNow(), cancellationToken)).ConfigureAwait(false);
            using IHost host = Create(context, settings, () => plan!, result);
            TrainingInput.Demand(host.Services, settings, context.Places, faults);
            using var signals = new ShutdownSignals(context.Terminal.Error.WriteLine);
            TrainingWorker worker = host.Services.GetRequiredService<TrainingWorker>();
            await host.RunAsync(signals.Stopping).ConfigureAwait(false);
            return worker.Failure is null ? ExitCode.Success : throw worker.Failure;
        });
        return command;
    }

    private static IHost Create(WorkerContext context, HindsightSettings settings, Func<RunPlan> plan, ParseResult result)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = context.Places.WorkingFolder });
        builder.Services.AddSystemd();
        builder.Services.AddHindsight(settings, context.Places, context.Time).AddLogging(context.Logging(result));
        builder.Services.AddSingleton(_ => plan());
        builder.Services.AddSingleton<TrainingWorker>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TrainingWorker>());
        // A step may take long, and ends with a checkpoint; a second signal ends at once.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        return builder.Build();
    }
}
