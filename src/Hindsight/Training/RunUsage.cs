using Hindsight.Grading;

namespace Hindsight.Training;

/// <summary>What a run spent on its judges, as far as it is recorded: grades of its trajectories and of held-out answers, and advice.</summary>
public static class RunUsage
{
    /// <summary>Adds it up by judge and rubric.</summary>
    /// <param name="store">The run's memory.</param>
    /// <param name="runId">The run.</param>
    /// <param name="before">What was measured before the first step, as its checkpoints hold it; <see langword="null"/>: nothing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RunStoreException">The store failed.</exception>
    public static async Task<IReadOnlyList<RubricUsage>> ReadAsync(IRunStore store, string runId, EvaluationReport? before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        IReadOnlyList<RubricUsage> graded = await store.ReadJudgeUsageAsync(runId, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<StepReport> steps = await store.ReadStepsAsync(runId, cancellationToken).ConfigureAwait(false);
        return RubricUsage.Sum([.. graded, .. before?.JudgeUsage ?? [], .. steps.SelectMany(s => s.AdviceUsage), .. steps.SelectMany(s => s.HeldOut?.JudgeUsage ?? [])]);
    }
}
