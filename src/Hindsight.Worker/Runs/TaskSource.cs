using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Tasks;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.OrderDesk;

namespace Hindsight.Worker.Runs;

/// <summary>The tasks and rubrics that the settings name.</summary>
/// <param name="Tasks">Training and held-out tasks, each of which a rubric can be applied to.</param>
/// <param name="Rubrics">The rubrics.</param>
internal sealed record TaskSource(IReadOnlyList<TrainingTask> Tasks, RubricCatalog Rubrics)
{
    // The order desk's tasks are the same whatever a run's seed is, so that runs can be compared.
    private const ulong OrderDeskSeed = 1;

    /// <summary>Reads tasks and rubrics and checks that they fit together.</summary>
    /// <exception cref="ConfigurationException">Every fault of the files, and of the tasks under their rubrics.</exception>
    public static TaskSource Load(HindsightSettings settings, Places places, ICheckRegistry checks)
    {
        var faults = new InputFaults();
        TaskDocument? document = settings.Tasks.Length == 0 ? null : faults.Collect(() => TaskFile.Load(settings.Tasks, checks));
        IReadOnlyList<TrainingTask>? tasks = settings.Tasks.Length == 0 ? OrderDeskTasks.Generate(OrderDeskSeed, OrderDeskDefaults.TrainTasks, OrderDeskDefaults.HeldOutTasks) : document?.Tasks;
        RubricCatalog? rubrics = faults.Collect(() => RubricCatalog.Load(places.Folder(settings.RubricsFolder, "rubrics"), checks, settings.Rubric.Length > 0 ? settings.Rubric : null));
        IReadOnlyList<string> unfit = tasks is null || rubrics is null ? document?.Faults ?? [] : document?.FaultsUnder(rubrics) ?? rubrics.Validate(tasks);
        faults.Add(unfit);
        if (tasks is not null && rubrics is not null && unfit.Count == 0) faults.Add(JudgeFaults(tasks, rubrics, settings));
        faults.DemandNone();
        return new TaskSource(tasks!, rubrics!);
    }

    private static IEnumerable<string> JudgeFaults(IReadOnlyList<TrainingTask> tasks, RubricCatalog rubrics, HindsightSettings settings)
    {
        string? standard = settings.Judge.Length > 0 ? settings.Judge : settings.Deciders.Count == 1 ? settings.Deciders[0] : null;
        JudgeRoster roster = settings.Roster;
        return tasks.Select(rubrics.Resolve)
            .SelectMany(rubric => rubric.Criteria.Where(c => c.Kind == CriterionKind.Judge).Select(c => (Rubric: rubric.Name, Criterion: c.Id, Judge: c.Judge ?? standard)))
            .Distinct()
            .Select(asked => (asked.Rubric, asked.Criterion, Fault: FaultOf(asked.Judge)))
            .Where(asked => asked.Fault is not null)
            .Select(asked => $"Rubric '{asked.Rubric}', criterion '{asked.Criterion}': {asked.Fault}");

        string? FaultOf(string? judge) => judge is not null && settings.Deciders.Contains(judge)
            ? settings.Gold is { Judge.Length: > 0, Rate: > 0 } gold && roster.Fault(judge, gold.Judge) is { } fault ? $"{fault}." : null
            : $"{(judge is null ? "names no judge, and none is configured as Hindsight:Judge" : $"asks for the judge '{judge}'")}; "
                + (settings.Judges.Count == 0 ? "Hindsight:Judges is empty." : $"Hindsight:Judges has {string.Join(", ", settings.Judges.Keys)}"
                + (settings.Panels.Count == 0 ? "." : $", Hindsight:Panels {string.Join(", ", settings.Panels.Keys)}."));
    }

    /// <summary>Refuses to begin a training that has too few tasks.</summary>
    /// <exception cref="ConfigurationException">There are fewer training tasks than a step takes.</exception>
    public TaskSource DemandTrainable(HindsightSettings settings)
    {
        int train = Tasks.Count(t => t.Split == TaskSplit.Train), step = settings.Training.PromptsPerStep;
        return train >= step ? this : throw new ConfigurationException(
            [$"{settings.Tasks}: found {train} training tasks, expected at least the {step} different ones that a step takes ({ConfigurationKeys.Section}:Training:PromptsPerStep)."]);
    }
}
