using System.Runtime.CompilerServices;
using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Tasks;

namespace Hindsight.Rubrics;

/// <summary>The rubrics of a folder, as they were when it was loaded.</summary>
public sealed class RubricCatalog : IRubricSource
{
    /// <summary>The name of the rubric that a task's own criteria make alone, where it names no rubric and none is configured.</summary>
    public const string OwnCriteria = "task";

    // Every draft and revision of a task asks for its rubric again.
    private readonly ConditionalWeakTable<TrainingTask, Rubric> _resolved = [];
    private readonly Dictionary<string, Rubric> _rubrics;
    private readonly string? _standard;

    private RubricCatalog(string folder, Dictionary<string, Rubric> rubrics, ICheckRegistry checks, string? standard) =>
        (Folder, _rubrics, Checks, _standard) = (folder, rubrics, checks, standard);

    /// <summary>The rubrics as their files say, by name.</summary>
    public IReadOnlyDictionary<string, Rubric> Rubrics => _rubrics;

    internal string Folder { get; }

    internal ICheckRegistry Checks { get; }

    /// <summary>Loads every <c>*.yaml</c> of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="checks">The checks that rubrics can name.</param>
    /// <param name="standard">The rubric of tasks that name none (setting <c>Rubric</c>), or <see langword="null"/>.</param>
    /// <exception cref="RubricException">The folder or <paramref name="standard"/> is not there, or files are faulty: all faults of all files.</exception>
    public static RubricCatalog Load(string folder, ICheckRegistry checks, string? standard = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(checks);
        if (!Directory.Exists(folder)) throw new RubricException([$"{folder}: found no such folder, expected one with rubrics (*.yaml)."]);
        Dictionary<string, Rubric> rubrics = [];
        List<string> faults = [];
        foreach (string path in FilesOf(folder))
        {
            try
            {
                Rubric rubric = RubricFile.Read(path, checks);
                rubrics.Add(rubric.Name, rubric);
            }
            catch (RubricException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        if (faults.Count > 0) throw new RubricException(faults);
        var catalog = new RubricCatalog(folder, rubrics, checks, standard);
        return standard is null || rubrics.ContainsKey(standard) ? catalog : throw new RubricException([catalog.NoSuch(standard)]);
    }

    /// <summary>One rubric for all tasks that name none, wherever its file lies.</summary>
    /// <param name="rubric">The rubric.</param>
    /// <param name="checks">The checks that rubrics can name.</param>
    public static RubricCatalog Of(Rubric rubric, ICheckRegistry checks)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        ArgumentNullException.ThrowIfNull(checks);
        return new RubricCatalog("", new Dictionary<string, Rubric> { [rubric.Name] = rubric }, checks, rubric.Name);
    }

    /// <inheritdoc/>
    public Rubric Resolve(TrainingTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return _resolved.GetValue(task, Apply);
    }

    /// <summary>Everything that keeps tasks from being graded: unknown rubrics, missing variables, arguments that the variables make wrong. A line each; empty: all can be.</summary>
    public IReadOnlyList<string> Validate(IEnumerable<TrainingTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        List<string> faults = [];
        foreach (TrainingTask task in tasks)
        {
            try
            {
                Resolve(task);
            }
            catch (RubricException e)
            {
                faults.AddRange(e.Faults);
            }
        }

        return [.. faults.Distinct()];
    }

    /// <summary>The files of a folder that are rubrics, in order.</summary>
    internal static IEnumerable<string> FilesOf(string folder) => Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal);

    /// <summary>The same folder with other rubrics in it.</summary>
    internal RubricCatalog With(Dictionary<string, Rubric> rubrics) => new(Folder, rubrics, Checks, _standard);

    /// <summary>The name of the rubric that a task is judged by, or <see langword="null"/>: its own criteria alone.</summary>
    internal string? NameFor(TrainingTask task) => task.Rubric ?? _standard;

    /// <summary>Everything that keeps one task from being graded; empty: it can be.</summary>
    internal IReadOnlyList<RubricFault> FaultsOf(TrainingTask task) => Try(task).Faults;

    private Rubric Apply(TrainingTask task)
    {
        (Rubric? applied, IReadOnlyList<RubricFault> faults) = Try(task);
        return faults.Count == 0 ? applied! : throw new RubricException([.. faults.Select(f => $"task '{task.Id}': {f.Message}")]);
    }

    private (Rubric? Applied, IReadOnlyList<RubricFault> Faults) Try(TrainingTask task)
    {
        if (NameFor(task) is { } name) return _rubrics.TryGetValue(name, out Rubric? rubric) ? new TaskRubric(rubric, task, Checks).Apply() : (null, [new RubricFault(null, NoSuch(name)) { Key = "rubric" }]);
        if (task.Criteria.Count == 0) return (null, [new RubricFault(null, "found neither a rubric's name nor criteria of its own, and no rubric is configured; expected one of them.") { Key = "criteria" }]);
        var own = new Rubric { Name = OwnCriteria, Version = RubricFile.VersionOf(JsonSerializer.SerializeToUtf8Bytes(task.Criteria)), Criteria = [] };
        return new TaskRubric(own, task, Checks).Apply();
    }

    private string NoSuch(string name) => $"found no rubric '{name}' in {Folder}, expected {(_rubrics.Count == 0 ? "one; the folder has none" : $"one of {string.Join(", ", _rubrics.Keys)}")}.";
}
