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

/// <summary>Grades given answers by rubric files, with the judges of the settings.</summary>
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

    /// <summary>Grades all answers by each of several rubrics in turn: the same judges, rates and budget for all.</summary>
    /// <param name="rubrics">By what.</param>
    /// <param name="answers">The answers.</param>
    /// <param name="cancellationToken">Ends the grading.</param>
    /// <returns>The graded answers of each rubric, in their order.</returns>
    /// <exception cref="ConfigurationException">An answer's task does not fit a rubric, or a judge is missing; nothing was asked then.</exception>
    public async Task<IReadOnlyList<IReadOnlyList<GradedAnswer>>> GradeAsync(IReadOnlyList<RubricCatalog> rubrics, IReadOnlyList<GivenAnswer> answers, CancellationToken cancellationToken)
    {
        Demand(rubrics.SelectMany(r => r.Validate(answers.Select(a => a.Task))));
        var inForce = new RubricsInForce(rubrics[0]);
        // The last registration of a service is the one that is taken.
        IServiceCollection parts = new ServiceCollection().AddHindsight(settings, context.Places, context.Time).AddSingleton<IRubricSource>(inForce).AddLogging(logging);
        await using ServiceProvider services = parts.BuildServiceProvider();
        IGrader grader = services.GetRequiredService<IGrader>();
        Demand(rubrics.SelectMany(r => answers.Select(a => r.Resolve(a.Task))).DistinctBy(r => r.Version).SelectMany(grader.Faults).Select(f => f.Message));
        List<IReadOnlyList<GradedAnswer>> graded = [];
        foreach (RubricCatalog catalog in rubrics)
        {
            inForce.Catalog = catalog;
            Grade[] grades = await Task.WhenAll(answers.Select(a => grader.GradeAsync(a.Task, a.ToSample(), cancellationToken))).ConfigureAwait(false);
            graded.Add([.. answers.Zip(grades, (answer, grade) => new GradedAnswer(answer, grade))]);
        }

        return graded;
    }

    private static void Demand(IEnumerable<string> faults)
    {
        string[] all = [.. faults.Distinct()];
        if (all.Length > 0) throw new ConfigurationException(all);
    }

    /// <summary>The rubrics by which the grader grades now.</summary>
    private sealed class RubricsInForce(RubricCatalog catalog) : IRubricSource
    {
        public RubricCatalog Catalog { get; set; } = catalog;

        public Rubric Resolve(TrainingTask task) => Catalog.Resolve(task);
    }
}
