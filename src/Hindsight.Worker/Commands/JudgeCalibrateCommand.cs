using System.CommandLine;
using System.Text;
using Hindsight.Calibration;
using Hindsight.Files;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Grading;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Views;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Commands;

/// <summary><c>judge calibrate</c>: compares judges and panels with labelled verdicts.</summary>
internal static class JudgeCalibrateCommand
{
    /// <summary>The command.</summary>
    public static Command Create(WorkerContext context)
    {
        var labels = new Option<string>("--labels") { Description = "Answers with verdicts that are known, JSON Lines (docs/calibration.md), or InFoBench's responses.", HelpName = "FILE", Required = true };
        var judges = new Option<string?>("--judges") { Description = "Judges and panels, separated by commas; all without it.", HelpName = "LIST" };
        var limit = new Option<int?>("--limit") { Description = "Asks about so many answers only, drawn by the seed.", HelpName = "N" };
        var json = new Option<string?>("--json") { Description = "Writes every number to this file too.", HelpName = "FILE" };
        var command = new Command("calibrate", "Compares judges and panels with labelled verdicts: accuracy, kappa, bias by position and by length.") { labels, judges, limit, json };
        command.AddCalibrationFlags();
        command.AddConfigurationFlags();
        command.Validators.Add(r =>
        {
            if (r.GetValue(limit) is < 1) r.AddError($"--limit is {r.GetValue(limit)}; expected at least 1.");
        });
        command.SetAction(async (result, cancellationToken) =>
        {
            HindsightSettings settings = context.Settings(result);
            await using ServiceProvider services = WorkerServices.Build(settings, context.Places, context.Time, context.Logging(result));
            var agent = services.GetRequiredService<JudgeCalibrationAgent>();
            string[] names = [.. Names(result.GetValue(judges), settings)];
            var faults = new InputFaults();
            faults.Add(names.Length == 0 ? ["There is no judge to calibrate; expected one in Hindsight:Judges, and in --judges where it is given."] : agent.Faults(names).Select(fault => $"--judges: {fault}."));
            IReadOnlyList<LabelledAnswer>? answers = faults.Collect(() => Read(context.Places, settings, result.GetValue(labels)!, services.GetRequiredService<ICheckRegistry>()));
            faults.DemandNone();
            if (result.GetValue(limit) is { } count) answers = LabelFile.Draw(answers!, count, settings.Seed);

            JudgeTrial[] trials = await Task.WhenAll(names.Select(name => agent.TryAsync(name, answers!, settings.Seed, cancellationToken))).ConfigureAwait(false);
            CalibrationReport report = CalibrationReport.Of(trials, settings.Seed);
            CalibrationTable.Print(context.Terminal, report);
            if (result.GetValue(json) is { } file) Durable.WriteFile(context.Places.Absolute(file), Encoding.UTF8.GetBytes(report.ToJson() + "\n"));
            return report.Judges.Any(j => j.Decided == 0) ? ExitCode.Failed : ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<string> Names(string? list, HindsightSettings settings) =>
        list is null ? settings.Deciders : list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct();

    private static IReadOnlyList<LabelledAnswer> Read(Places places, HindsightSettings settings, string file, ICheckRegistry checks) =>
        LabelFile.Read(places.Absolute(file), checks, RubricCatalog.Load(places.Folder(settings.RubricsFolder, "rubrics"), checks, settings.Rubric.Length > 0 ? settings.Rubric : null));
}
