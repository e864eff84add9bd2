using Hindsight.Answers;
using Hindsight.Checks;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Worker.Commands;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hindsight.Worker.Rubrics;

/// <summary>Grades given answers by a rubric file, with the judges of the settings.</summary>
internal sealed class AnswerGrading(HindsightSettings settings, WorkerContext context, Action<ILoggingBuilder> logging)
{
    /// <summary>Reads answers; where a file of tasks is given, lines may name one of its tasks.</summary>
    /// <exception cref="ConfigurationException">Every fault of both files.</exception>
    public IReadOnlyList<GivenAnswer> Read(string file)
    {
        var faults = new InputFaults();
        IReadOnlyList<TrainingTask>? tasks = faults.Collect(() => settings.Tasks.Length == 0 ? [] : TaskFile.Read(settings.Tasks, CheckRegistry.Default));
        IReadOnlyList<GivenAnswer>? answers = tasks is null ? null : faults.Collect(() => AnswerFile.Read(context.Places.Absolute(file), CheckRegistry.Default, tasks));
        faults.DemandNone();
        return answers!;
    }

    /// <summary>Grades all answers.</summary>
    /// <param name="rubrics">By what.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="cancellationToken">Ends the grading.</param>
    /// <exception cref="ConfigurationException">An answer's task does not fit the rubric, or a judge is missing.</exception>
    public async Task<IReadOnlyList<GradedAnswer>> GradeAsync(RubricCatalog rubrics, IReadOnlyList<GivenAnswer> answers, CancellationToken cancellationToken)
    {
        if (rubrics.Validate(answers.Select(a => a.Task)) is { Count: > 0 } unfit) throw new ConfigurationException(unfit);
        // The last registration of a service is the one that is taken.
        IServiceCollection parts = new ServiceCollection().AddHindsight(settings, context.Places, context.Time).AddSingleton<IRubricSource>(rubrics).AddLogging(logging);
        await using ServiceProvider services = parts.BuildServiceProvider();
        IGrader grader = services.GetRequiredService<IGrader>();
        string[] faults = [.. answers.Select(a => rubrics.Resolve(a.Task)).DistinctBy(r => r.Version).SelectMany(grader.Faults).Select(f => f.Message).Distinct()];
        if (faults.Length > 0) throw new ConfigurationException(faults);
        Grade[] grades = await Task.WhenAll(answers.Select(a => grader.GradeAsync(a.Task, a.ToSample(), cancellationToken))).ConfigureAwait(false);
        return [.. answers.Zip(grades, (answer, grade) => new GradedAnswer(answer, grade))];
    }
}
