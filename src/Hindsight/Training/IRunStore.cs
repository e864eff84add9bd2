using Hindsight.Grading;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Training;

/// <summary>The memory of runs: tasks, trajectories with verdicts, steps.</summary>
/// <remarks>
/// <c>Record…</c> methods queue rows that a background writer stores in batches; rows are keyed, so recording one again replaces it.
/// Once the writer has failed, every following call throws <see cref="RunStoreException"/>: a run must not go on without its memory.
/// </remarks>
public interface IRunStore
{
    /// <summary>Makes the store ready (creates or migrates it) and checks that it can be written to.</summary>
    /// <exception cref="RunStoreException">It cannot be used.</exception>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Creates or replaces a run's row, at once.</summary>
    Task SaveRunAsync(RunRecord run, CancellationToken cancellationToken);

    /// <summary>The run, or <see langword="null"/>.</summary>
    Task<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken);

    /// <summary>All runs, newest first.</summary>
    Task<IReadOnlyList<RunRecord>> ListRunsAsync(CancellationToken cancellationToken);

    /// <summary>Queues tasks of a run.</summary>
    ValueTask RecordTasksAsync(string runId, IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken);

    /// <summary>Queues trajectories, keyed by (run, step, task, index).</summary>
    ValueTask RecordTrajectoriesAsync(string runId, IReadOnlyList<Trajectory> trajectories, CancellationToken cancellationToken);

    /// <summary>Queues a step's report, keyed by (run, step).</summary>
    ValueTask RecordStepAsync(string runId, StepReport report, CancellationToken cancellationToken);

    /// <summary>Waits until everything queued is durable.</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>The trajectories past a step, as stored before a kill: their judged verdicts are replayed instead of asked for again.</summary>
    Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAfterAsync(string runId, int step, CancellationToken cancellationToken);

    /// <summary>Removes the trajectories and reports of a run past a step.</summary>
    Task RewindAsync(string runId, int step, CancellationToken cancellationToken);

    /// <summary>The reports of a run in order of steps.</summary>
    Task<IReadOnlyList<StepReport>> ReadStepsAsync(string runId, CancellationToken cancellationToken);

    /// <summary>The trajectories of a run in order of step, task and index; all, or those of one step.</summary>
    Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAsync(string runId, int? step, CancellationToken cancellationToken);

    /// <summary>What grading the stored trajectories of a run cost, by judge and rubric in ordinal order.</summary>
    Task<IReadOnlyList<RubricUsage>> ReadJudgeUsageAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Keeps what a run's judges have cost in all, at once: each judge's is replaced.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="spending">What each judge cost, by its name.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    Task SaveSpendingAsync(string runId, IReadOnlyDictionary<string, GradeUsage> spending, CancellationToken cancellationToken);

    /// <summary>What <see cref="SaveSpendingAsync"/> kept last, by judge; empty: nothing yet.</summary>
    Task<IReadOnlyDictionary<string, GradeUsage>> ReadSpendingAsync(string runId, CancellationToken cancellationToken);

    /// <summary>A task of a run, or <see langword="null"/>.</summary>
    Task<TrainingTask?> FindTaskAsync(string runId, string taskId, CancellationToken cancellationToken);
}
