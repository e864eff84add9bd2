using Hindsight.Grading;

namespace Hindsight.Training;

/// <summary>What a run spent on its judges: grades of its trajectories and of held-out answers, advice, and what came of it is not kept.</summary>
public static class RunUsage
{
    /// <summary>Adds it up by judge and rubric. A judge's sum is what its calls have cost over all that the run was killed and resumed; of a run that never counted it, what its rows say.</summary>
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
        IReadOnlyDictionary<string, GradeUsage> spent = await store.ReadSpendingAsync(runId, cancellationToken).ConfigureAwait(false);
        RubricUsage[] kept = [.. graded, .. before?.JudgeUsage ?? [], .. steps.SelectMany(s => s.AdviceUsage), .. steps.SelectMany(s => s.HeldOut?.JudgeUsage ?? [])];
        IReadOnlyDictionary<string, GradeUsage> byJudge = ByJudge(kept);
        return RubricUsage.Sum([.. kept, .. spent.Select(s => new RubricUsage(s.Key, RubricUsage.NotKept, Beyond(s.Value, byJudge.GetValueOrDefault(s.Key, GradeUsage.None)))).Where(u => u.Usage.Calls > 0)]);
    }

    /// <summary>The sum of each judge, by its name.</summary>
    public static IReadOnlyDictionary<string, GradeUsage> ByJudge(IEnumerable<RubricUsage> usages) =>
        usages.GroupBy(u => u.Judge).ToDictionary(g => g.Key, g => GradeUsage.Sum(g.Select(u => u.Usage)));

    private static GradeUsage Beyond(GradeUsage spent, GradeUsage kept) => new(
        spent.Calls - kept.Calls, Math.Max(0, spent.InputTokens - kept.InputTokens), Math.Max(0, spent.OutputTokens - kept.OutputTokens), Math.Max(0, spent.Cost - kept.Cost));
}
