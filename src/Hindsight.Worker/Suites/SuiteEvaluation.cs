using Hindsight.Checks;
using Hindsight.Checks.Suites;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Prompts;
using Hindsight.Suites;
using Hindsight.Worker.Commands;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hindsight.Worker.Suites;

/// <summary>Measures answers to a suite, batch by batch in the suite's order. A signal ends it after the batch in hand; the same command goes on, to the same bytes.</summary>
internal sealed class SuiteEvaluation(Terminal terminal, Suite suite, ISuiteAnswers source, IGrader grader, SuiteRecord record)
{
    private const string Evaluations = "evaluations";
    private const int NamedKeys = 10;

    /// <summary>Reads, answers, grades, and prints the numbers.</summary>
    /// <param name="context">Terminal, places, clock.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="plan">What is measured.</param>
    /// <param name="faults">What is wrong with the settings; the files' faults join them.</param>
    /// <param name="logging">Where logs go.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>The exit code: 0, or that of the signal that stopped it.</returns>
    /// <exception cref="ConfigurationException">The settings, the suite, or the responses cannot be used.</exception>
    public static async Task<int> RunAsync(WorkerContext context, HindsightSettings settings, SuitePlan plan, InputFaults faults, Action<ILoggingBuilder> logging, CancellationToken cancellationToken)
    {
        Suite? read = faults.Collect(() => SuiteFile.Read(plan.Suite, CheckRegistry.Default));
        Responses? responses = plan.Responses is null || read is null ? null : faults.Collect(() => ResponseFile.Read(plan.Responses, read));
        faults.DemandNone();
        Suite suite = settings.Evaluation.MaxTasks > 0 ? read! with { Items = [.. read.Items.Take(settings.Evaluation.MaxTasks)] } : read!;
        if (responses is not null) Demand(context.Terminal, suite, responses, plan.Partial);

        await using ServiceProvider services = Services(context, settings, suite, logging);
        SuiteRecord record = SuiteRecord.Of(suite, services.GetRequiredService<IRubricSource>(), settings, () => services.GetRequiredService<PromptLibrary>().Hash);
        IGrader grader = services.GetRequiredService<IGrader>();
        if (responses is not null)
        {
            record = record with { Responses = responses.Sha256 };
            return await new SuiteEvaluation(context.Terminal, suite, new GivenAnswers(responses), grader, record).RunAsync(Folder(settings, plan, responses.Path, record), cancellationToken).ConfigureAwait(false);
        }

        SamplingOptions sampling = settings.Sampling with { Temperature = plan.Temperature };
        int samples = settings.Evaluation.SamplesPerTask;
        using LoadedPolicy loaded = LoadedPolicy.Load(settings.Policy with { Lora = new() }, context.Places);
        string path = LoadedPolicy.PathOf(settings.Policy, context.Places);
        record = record with { Policy = new(path, PolicyHash.Of(path), loaded.Model.DeviceName, loaded.Model.DtypeName, settings.Policy.Threads, sampling, samples) };
        var source = new PolicyAnswers(loaded.Policy, sampling, samples, settings.Seed);
        return await new SuiteEvaluation(context.Terminal, suite, source, grader, record).RunAsync(Folder(settings, plan, path, record), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        SuiteSelection selection = await source.SelectAsync(suite.Items, cancellationToken).ConfigureAwait(false);
        if (selection.Requests.Count == 0) throw new ConfigurationException([$"{suite.Path}: no prompt can be answered, so there is nothing to measure."]);
        using var signals = new ShutdownSignals(terminal.Error.WriteLine);
        using SuiteFolder folder = SuiteFolder.Open(path, record);
        List<SuiteAnswer> answers = [.. folder.Resume(selection.Requests, record.Batch)];
        foreach (SuiteRequest[] batch in selection.Requests.Skip(answers.Count).Chunk(record.Batch))
        {
            if (signals.Stopping.IsCancellationRequested)
            {
                terminal.WriteLine($"Stopped after {answers.Count} of {selection.Requests.Count} answers; they lie in {path}. The same command goes on.");
                return signals.ExitCode!.Value;
            }

            SuiteAnswer[] graded = await AnswerAsync(batch, cancellationToken).ConfigureAwait(false);
            folder.Append(graded);
            answers.AddRange(graded);
            terminal.Error.WriteLine($"{answers.Count}/{selection.Requests.Count} answers");
        }

        SuiteReport report = SuiteMeasurement.Measure(suite, answers, selection.Missing, selection.TooLong, record.SuccessThreshold, record.Seed);
        folder.Complete(report);
        SuiteTable.Print(terminal, report);
        terminal.WriteLine($"Answers, verdicts and numbers lie in {path}");
        return ExitCode.Success;
    }

    private async Task<SuiteAnswer[]> AnswerAsync(SuiteRequest[] batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<Sample> samples = await source.AnswerAsync(batch, cancellationToken).ConfigureAwait(false);
        Grade[] grades = await Task.WhenAll(batch.Select((request, i) => grader.GradeAsync(request.Item.Task, samples[i], cancellationToken))).ConfigureAwait(false);
        return [.. batch.Select((request, i) => SuiteAnswer.Of(request.Item, request.Sample, samples[i], grades[i]))];
    }

    private static void Demand(Terminal terminal, Suite suite, Responses responses, bool partial)
    {
        List<string> faults = [.. responses.Unmatched];
        string[] missing = [.. suite.Items.Select(i => i.Key).Where(key => !responses.Texts.ContainsKey(key))];
        if (missing.Length > 0) faults.Add($"{responses.Path}: found no response to {missing.Length} of {suite.Items.Count} prompts: {Some(missing)}.");
        if (faults.Count > 0 && !partial) throw new ConfigurationException([.. faults, "--partial measures without what does not match."]);
        foreach (string notice in faults.Concat(responses.Notices)) terminal.Error.WriteLine(notice);
    }

    private static string Some(string[] keys) => string.Join(", ", keys.Take(NamedKeys)) + (keys.Length > NamedKeys ? $" and {keys.Length - NamedKeys} more" : "");

    private static ServiceProvider Services(WorkerContext context, HindsightSettings settings, Suite suite, Action<ILoggingBuilder> logging)
    {
        settings.Tasks = suite.Path;
        IServiceCollection services = new ServiceCollection().AddHindsight(settings, context.Places, context.Time).AddLogging(logging);
        if (suite.Form != SuiteForm.Tasks) services.AddSingleton<IRubricSource>(new SuiteRubrics(suite));
        return services.BuildServiceProvider();
    }

    // The record's digits are in the name, so that another policy or setting has another folder and the same command finds its own again.
    private static string Folder(HindsightSettings settings, SuitePlan plan, string answerer, SuiteRecord record) =>
        plan.Output ?? Path.Combine(settings.RunsFolder, Evaluations, $"{Path.GetFileNameWithoutExtension(plan.Suite)}-{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(answerer))}-{record.Digits()}");
}
