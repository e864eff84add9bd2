using Hindsight.Tasks;

namespace Hindsight.Rubrics;

/// <summary>The rubrics of a folder, kept up to date whenever somebody asks for it: a training run between steps, <see cref="WatchedRubrics"/> before a grade. What cannot be used leaves the version before in force.</summary>
/// <param name="catalog">The rubrics to begin with.</param>
public sealed class LiveRubrics(RubricCatalog catalog) : IRubricSource
{
    private const string Gone = "gone";

    // What was last told of each rubric that is refused, so that it is told once. It is tried each time: what it lacked may be there now, though the file is the same.
    private readonly Dictionary<string, string> _told = [];
    private volatile RubricCatalog _catalog = catalog;

    /// <inheritdoc/>
    public Rubric Resolve(TrainingTask task) => _catalog.Resolve(task);

    /// <inheritdoc/>
    public RubricChanges Refresh(IReadOnlyList<TrainingTask> tasks, Func<Rubric, IReadOnlyList<RubricFault>> faults)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return TakeUp(tasks, faults);
    }

    /// <summary>Takes up edits made since the last call, where the tasks are not known: any rubric may be asked for, so that none may be gone or have a fault.</summary>
    /// <param name="faults">What keeps answers from being graded by a rubric.</param>
    /// <returns>What was taken up and what was not.</returns>
    public RubricChanges Refresh(Func<Rubric, IReadOnlyList<RubricFault>> faults) => TakeUp(tasks: null, faults);

    private RubricChanges TakeUp(IReadOnlyList<TrainingTask>? tasks, Func<Rubric, IReadOnlyList<RubricFault>> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        RubricCatalog old = _catalog;
        Dictionary<string, Rubric> rubrics = [];
        List<string> taken = [], refused = [];
        if (Files(refused) is not { } files) return Changes();
        foreach (string path in files)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            Rubric? before = old.Rubrics.GetValueOrDefault(name), after = Read(path, before, tasks, faults, refused);
            if (after is not null) rubrics.Add(name, after);
            if (after is not null && !ReferenceEquals(after, before)) taken.AddRange(RubricDiff.Lines(before, after));
        }

        foreach (Rubric missing in old.Rubrics.Values.Where(r => !files.Exists(f => Path.GetFileNameWithoutExtension(f) == r.Name)))
        {
            int? needing = tasks?.Count(t => old.NameFor(t) == missing.Name);
            if (needing == 0)
            {
                taken.AddRange(RubricDiff.Lines(missing, null));
                continue;
            }

            rubrics.Add(missing.Name, missing);
            if (IsNews(missing.Name, Gone)) refused.Add($"{Path.Combine(old.Folder, missing.Name)}.yaml: found no such file, expected the rubric{(needing is null ? "" : $" of {needing} tasks")}; version {missing.Version} stays.");
        }

        if (taken.Count > 0) _catalog = old.With(rubrics);
        return Changes();

        RubricChanges Changes() => taken.Count + refused.Count == 0 ? RubricChanges.None : new RubricChanges(taken, refused);
    }

    private List<string>? Files(List<string> refused)
    {
        try
        {
            return [.. RubricCatalog.FilesOf(_catalog.Folder)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (IsNews("", e.Message)) refused.Add($"{_catalog.Folder}: {e.Message} The rubrics stay as they are.");
            return null;
        }
    }

    private bool IsNews(string name, string what)
    {
        bool known = _told.TryGetValue(name, out string? told) && told == what;
        _told[name] = what;
        return !known;
    }

    /// <summary>The rubric as the file has it now, or the one before: the file is the same, or cannot be used.</summary>
    private Rubric? Read(string path, Rubric? before, IReadOnlyList<TrainingTask>? tasks, Func<Rubric, IReadOnlyList<RubricFault>> faults, List<string> refused)
    {
        string name = Path.GetFileNameWithoutExtension(path), version = "unreadable";
        try
        {
            byte[] content = RubricFile.Content(path);
            version = RubricFile.VersionOf(content);
            Rubric after = before?.Version == version ? before : RubricFile.Parse(path, content, _catalog.Checks);
            if (!ReferenceEquals(after, before) && Unfit(path, after, tasks, faults) is { Count: > 0 } unfit) throw new RubricException(unfit);
            _told.Remove(name);
            return after;
        }
        catch (RubricException e)
        {
            string[] lines = [$"rubric '{name}': version {version} cannot be used; {(before is null ? "there is none before it" : $"version {before.Version} stays")}.", .. e.Faults];
            if (IsNews(name, string.Join('\n', lines))) refused.AddRange(lines);
            return before;
        }
    }

    /// <summary>Why tasks could not be graded any more, with the places of the criteria.</summary>
    private List<string> Unfit(string path, Rubric rubric, IReadOnlyList<TrainingTask>? tasks, Func<Rubric, IReadOnlyList<RubricFault>> faults)
    {
        List<(RubricFault Fault, string Task)> ofTasks = [];
        List<Criterion> criteria = [];
        foreach (TrainingTask task in (tasks ?? []).Where(t => _catalog.NameFor(t) == rubric.Name))
        {
            (Rubric applied, IReadOnlyList<RubricFault> found) = new TaskRubric(rubric, task, _catalog.Checks).Apply();
            ofTasks.AddRange(found.Select(f => (f, task.Id)));
            criteria.AddRange(applied.Criteria);
        }

        // A rubric that no task is judged by may ask for judges that are not there.
        IEnumerable<RubricFault> ofRubric = tasks is null ? faults(rubric) : criteria.Count == 0 ? [] : faults(rubric with { Criteria = [.. criteria.DistinctBy(c => (c.Id, c.Kind, c.Judge, c.Check))] });
        return
        [
            .. ofTasks.GroupBy(f => f.Fault, f => f.Task).Select(g => $"{path}:{Place(g.Key, (1, 1))}: task '{g.First()}'{Others(g.Count() - 1)}: {g.Key.Message}"),
            .. ofRubric.Select(f => $"{path}:{Place(f, rubric.TemplatePlace)}: {f.Message}"),
        ];

        string Place(RubricFault fault, (int Line, int Column) whole)
        {
            (int line, int column) = rubric.PlaceOf(fault, whole);
            return $"{line}:{column}";
        }
    }

    private static string Others(int count) => count switch { 0 => "", 1 => " and another", _ => $" and {count} others" };
}
