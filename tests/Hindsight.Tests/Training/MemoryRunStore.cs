using System.Collections.Concurrent;
using Hindsight.Grading;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Training;

/// <summary>A store in memory: what outlives a "process" in the loop's tests.</summary>
internal sealed class MemoryRunStore : IRunStore
{
    private readonly SortedDictionary<(int Step, string Task, int Index), Trajectory> _trajectories = [];
    private readonly SortedDictionary<int, StepReport> _steps = [];
    private readonly Dictionary<string, TrainingTask> _tasks = [];
    private readonly ConcurrentDictionary<string, GradeUsage> _spending = [];

    public RunRecord? Run { get; private set; }

    public Exception? Failure { get; set; }

    /// <summary>Thrown where a run is saved, its beginning apart.</summary>
    public Exception? SaveFailure { get; init; }

    public IReadOnlyList<Trajectory> Trajectories => [.. _trajectories.Values];

    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SaveRunAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (Run is not null && SaveFailure is not null) throw SaveFailure;
        Run = run;
        return Task.CompletedTask;
    }

    public Task<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken) => Task.FromResult(Run);

    public Task<IReadOnlyList<RunRecord>> ListRunsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RunRecord>>(Run is null ? [] : [Run]);

    public ValueTask RecordTasksAsync(string runId, IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken)
    {
        foreach (TrainingTask task in tasks) _tasks[task.Id] = task;
        return ValueTask.CompletedTask;
    }

    public ValueTask RecordTrajectoriesAsync(string runId, IReadOnlyList<Trajectory> trajectories, CancellationToken cancellationToken)
    {
        if (Failure is not null) throw Failure;
        foreach (Trajectory t in trajectories) _trajectories[(t.Step, t.TaskId, t.Index)] = t;
        return ValueTask.CompletedTask;
    }

    public ValueTask RecordStepAsync(string runId, StepReport report, CancellationToken cancellationToken)
    {
        _steps[report.Step] = report;
        return ValueTask.CompletedTask;
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAfterAsync(string runId, int step, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Trajectory>>([.. _trajectories.Values.Where(t => t.Step > step)]);

    public Task RewindAsync(string runId, int step, CancellationToken cancellationToken)
    {
        foreach (var key in _trajectories.Keys.Where(k => k.Step > step).ToList()) _trajectories.Remove(key);
        foreach (int later in _steps.Keys.Where(s => s > step).ToList()) _steps.Remove(later);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StepReport>> ReadStepsAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StepReport>>([.. _steps.Values]);

    public Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAsync(string runId, int? step, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Trajectory>>([.. _trajectories.Values.Where(t => step is null || t.Step == step)]);

    public Task<IReadOnlyList<RubricUsage>> ReadJudgeUsageAsync(string runId, CancellationToken cancellationToken) =>
        Task.FromResult(RubricUsage.Of(_trajectories.Values.Select(t => t.Grade)));

    public Task SaveSpendingAsync(string runId, IReadOnlyDictionary<string, GradeUsage> spending, CancellationToken cancellationToken)
    {
        foreach ((string judge, GradeUsage usage) in spending) _spending[judge] = usage;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, GradeUsage>> ReadSpendingAsync(string runId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, GradeUsage>>(new Dictionary<string, GradeUsage>(_spending));

    public Task<TrainingTask?> FindTaskAsync(string runId, string taskId, CancellationToken cancellationToken) => Task.FromResult(_tasks.GetValueOrDefault(taskId));
}
