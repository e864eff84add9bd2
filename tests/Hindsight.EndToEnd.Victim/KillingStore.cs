using Hindsight.Grading;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.EndToEnd.Victim;

/// <summary>The real store, with a kill switch after each write is queued and after it is durable.</summary>
internal sealed class KillingStore(IRunStore inner, KillSwitch killer) : IRunStore
{
    public Task InitializeAsync(CancellationToken cancellationToken) => inner.InitializeAsync(cancellationToken);

    public Task SaveRunAsync(RunRecord run, CancellationToken cancellationToken) => inner.SaveRunAsync(run, cancellationToken);

    public Task<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken) => inner.FindRunAsync(runId, cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ListRunsAsync(CancellationToken cancellationToken) => inner.ListRunsAsync(cancellationToken);

    public ValueTask RecordTasksAsync(string runId, IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken) => inner.RecordTasksAsync(runId, tasks, cancellationToken);

    public async ValueTask RecordTrajectoriesAsync(string runId, IReadOnlyList<Trajectory> trajectories, CancellationToken cancellationToken)
    {
        await inner.RecordTrajectoriesAsync(runId, trajectories, cancellationToken);
        killer.Reach("trajectories");
    }

    public async ValueTask RecordStepAsync(string runId, StepReport report, CancellationToken cancellationToken)
    {
        await inner.RecordStepAsync(runId, report, cancellationToken);
        killer.Reach("step");
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await inner.FlushAsync(cancellationToken);
        killer.Reach("flushed");
    }

    public Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAfterAsync(string runId, int step, CancellationToken cancellationToken) => inner.ReadTrajectoriesAfterAsync(runId, step, cancellationToken);

    public Task RewindAsync(string runId, int step, CancellationToken cancellationToken) => inner.RewindAsync(runId, step, cancellationToken);

    public Task<IReadOnlyList<StepReport>> ReadStepsAsync(string runId, CancellationToken cancellationToken) => inner.ReadStepsAsync(runId, cancellationToken);

    public Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAsync(string runId, int? step, CancellationToken cancellationToken) => inner.ReadTrajectoriesAsync(runId, step, cancellationToken);

    public Task<IReadOnlyList<RubricUsage>> ReadJudgeUsageAsync(string runId, CancellationToken cancellationToken) => inner.ReadJudgeUsageAsync(runId, cancellationToken);

    public Task SaveSpendingAsync(string runId, IReadOnlyDictionary<string, GradeUsage> spending, CancellationToken cancellationToken) => inner.SaveSpendingAsync(runId, spending, cancellationToken);

    public Task<IReadOnlyDictionary<string, GradeUsage>> ReadSpendingAsync(string runId, CancellationToken cancellationToken) => inner.ReadSpendingAsync(runId, cancellationToken);

    public Task<TrainingTask?> FindTaskAsync(string runId, string taskId, CancellationToken cancellationToken) => inner.FindTaskAsync(runId, taskId, cancellationToken);
}
