using System.CommandLine;
using System.Globalization;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Torch;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Experiments;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.OrderDesk;
using Hindsight.Worker.Policies;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>experiments compare</c>: RLVR, naive hindsight, hindsight and hindsight with bonus, paired over fresh seeds.</summary>
internal static class ExperimentsCompareCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var defaults = new ComparisonOptions();
        var output = new Option<string>("--output") { Description = "Where the report goes.", HelpName = "FOLDER", DefaultValueFactory = _ => "docs/results" };
        var work = new Option<string>("--work") { Description = "Where each run's result is kept; what lies there is not run again.", HelpName = "FOLDER", DefaultValueFactory = _ => "runs/experiments" };
        Option<ulong[]> seeds = List("--seeds", "The seeds of the report.", defaults.Seeds, s => ulong.Parse(s, CultureInfo.InvariantCulture));
        Option<ulong[]> tuning = List("--tuning-seeds", "The seeds that settings are chosen on.", defaults.TuningSeeds, s => ulong.Parse(s, CultureInfo.InvariantCulture));
        Option<double[]> rates = List("--learning-rates", "The rates that are tried on them.", defaults.LearningRates, s => double.Parse(s, CultureInfo.InvariantCulture));
        var steps = new Option<int>("--steps") { Description = "Training steps of every run.", HelpName = "N", DefaultValueFactory = _ => defaults.Steps };
        var parallel = new Option<int>("--parallel") { Description = "Runs at once, each on one processor thread.", HelpName = "N", DefaultValueFactory = _ => defaults.Parallel };
        var command = new Command("compare", "Compares ways of training on the embedded default.") { output, work, seeds, tuning, rates, steps, parallel };
        command.SetAction((result, cancellationToken) => RunAsync(
            context, context.Places.Absolute(result.GetValue(output)!), context.Places.Absolute(result.GetValue(work)!),
            defaults with
            {
                Seeds = result.GetValue(seeds)!,
                TuningSeeds = result.GetValue(tuning)!,
                LearningRates = result.GetValue(rates)!,
                Steps = result.GetValue(steps),
                Parallel = result.GetValue(parallel),
            }, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(WorkerContext context, string output, string work, ComparisonOptions options, CancellationToken cancellationToken)
    {
        if (options.Faults() is { Count: > 0 } faults) throw new ConfigurationException(faults);
        using ServiceProvider services = WorkerServices.Build(new HindsightSettings(), context.Places, context.Time, logging => logging.AddStandardError());
        using var signals = new ShutdownSignals(context.Terminal.Error.WriteLine);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Stopping, cancellationToken);
        var parts = new ExperimentParts(
            LoadedPolicy.PathOf(new PolicyOptions(), context.Places), services.GetRequiredService<TaskSource>().Rubrics, services.GetRequiredService<IGrader>(),
            services.GetRequiredService<IHindsightPromptWriter>(), services.GetRequiredService<PromptLibrary>().Hash, context.Time);
        using var runner = new ExperimentRunner(options, parts, new ResultFolder(work), context.Terminal.WriteLine);
        try
        {
            ComparisonOutcome outcome = await new Comparison(OrderDeskDefaults.Settings, options, runner.RunAsync).RunAsync(stop.Token).ConfigureAwait(false);
            new ComparisonReport(outcome, options, OrderDeskDefaults.RareCriterion).Write(output);
        }
        catch (OperationCanceledException) when (signals.ExitCode is not null)
        {
            context.Terminal.WriteLine($"Stopped. The same command goes on with what lies in {work}");
            return signals.ExitCode.Value;
        }

        context.Terminal.WriteLine($"The report lies in {output}");
        return ExitCode.Success;
    }

    private static Option<T[]> List<T>(string name, string description, IReadOnlyList<T> standard, Func<string, T> parse) => new(name)
    {
        Description = $"{description} Separated by commas.",
        HelpName = "LIST",
        DefaultValueFactory = _ => [.. standard],
        CustomParser = result =>
        {
            try
            {
                return result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(parse).ToArray();
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                result.AddError($"{name}: {e.Message}");
                return [];
            }
        },
    };
}
