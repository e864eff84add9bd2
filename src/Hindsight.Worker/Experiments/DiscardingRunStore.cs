using Hindsight.Grading;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Worker.Experiments;

/// <summary>A store that keeps nothing: an experiment's run is not resumed, and its curve is kept elsewhere.</summary>
internal sealed class DiscardingRunStore : IRunStore
{
    /// <inheritdoc/>
    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SaveRunAsync(RunRecord run, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<RunRecord?>(null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RunRecord>> ListRunsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RunRecord>>([]);

    /// <inheritdoc/>
    public ValueTask RecordTasksAsync(string runId, IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask RecordTrajectoriesAsync(string runId, IReadOnlyList<Trajectory> trajectories, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask RecordStepAsync(string runId, StepReport report, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAfterAsync(string runId, int step, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Trajectory>>([]);

    /// <inheritdoc/>
    public Task RewindAsync(string runId, int step, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyList<StepReport>> ReadStepsAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StepReport>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAsync(string runId, int? step, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Trajectory>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RubricUsage>> ReadJudgeUsageAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<RubricUsage>>([]);

    /// <inheritdoc/>
    public Task SaveSpendingAsync(string runId, IReadOnlyDictionary<string, GradeUsage> spending, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, GradeUsage>> ReadSpendingAsync(string runId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, GradeUsage>>(new Dictionary<string, GradeUsage>());

    /// <inheritdoc/>
    public Task<TrainingTask?> FindTaskAsync(string runId, string taskId, CancellationToken cancellationToken) => Task.FromResult<TrainingTask?>(null);
}
