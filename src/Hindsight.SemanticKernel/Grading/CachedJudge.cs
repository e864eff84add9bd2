using System.Collections.Concurrent;
using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>
/// Takes verdicts that the judge gave before on the same answer, and asks it about the other criteria alone. What it cannot say is asked again the next time. Where the same is asked
/// at the same time, one call answers all: whoever comes later waits for its verdict, an unknown one included, and the cost is whose the call is. A call that was given up or threw
/// answers nobody else: those who waited ask themselves.
/// </summary>
internal sealed class CachedJudge(ICacheableJudge inner, IVerdictCache cache, TimeSpan timeToLive, TimeProvider time) : ICriterionJudge
{
    private static readonly Dictionary<string, Verdict> Nothing = [];

    // By a verdict's key: what the caller who asks about it comes to know, by key.
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Dictionary<string, Verdict>>> _asked = new();

    public string Name => inner.Name;

    public string Source => inner.Source;

    /// <exception cref="Hindsight.Training.RunStoreException">The store cannot be read or written to.</exception>
    public async Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> keys = VerdictKey.Of(inner.BasisOf(request), request.Criteria);
        Dictionary<string, Verdict> known = [];
        List<IReadOnlyDictionary<string, GradeUsage>> usage = [];
        while (request.Criteria.Where(c => !known.ContainsKey(c.Id)).ToArray() is { Length: > 0 } open)
        {
            var own = new TaskCompletionSource<Dictionary<string, Verdict>>(TaskCreationOptions.RunContinuationsAsynchronously);
            ILookup<TaskCompletionSource<Dictionary<string, Verdict>>, Criterion> byCaller = open.ToLookup(c => _asked.GetOrAdd(keys[c.Id], own));
            // One's own come first: callers who waited for each other before they ask would wait for ever.
            if (byCaller.Contains(own))
                usage.Add(await FindOutAsync(request with { Criteria = [.. byCaller[own]] }, keys, own, cancellationToken).ConfigureAwait(false));
            foreach (IGrouping<TaskCompletionSource<Dictionary<string, Verdict>>, Criterion> caller in byCaller)
            {
                Dictionary<string, Verdict> verdicts = await caller.Key.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
                foreach (Criterion criterion in caller.Where(c => verdicts.ContainsKey(keys[c.Id])))
                    known[criterion.Id] = verdicts[keys[criterion.Id]];
            }
        }
        return new JudgedCriteria([.. request.Criteria.Select(c => known[c.Id])], JudgedCriteria.Sum(usage));
    }

    /// <summary>Looks verdicts up, asks about the rest, and tells those who wait.</summary>
    private async Task<IReadOnlyDictionary<string, GradeUsage>> FindOutAsync(
        JudgingRequest request, IReadOnlyDictionary<string, string> keys, TaskCompletionSource<Dictionary<string, Verdict>> told, CancellationToken cancellationToken)
    {
        Dictionary<string, Verdict> verdicts = Nothing;
        try
        {
            Dictionary<string, Verdict> kept = new(await cache.ReadAsync([.. request.Criteria.Select(c => keys[c.Id])], time.GetUtcNow() - timeToLive, cancellationToken).ConfigureAwait(false));
            Criterion[] missing = [.. request.Criteria.Where(c => !kept.ContainsKey(keys[c.Id]))];
            JudgedCriteria said = missing.Length == 0 ? new JudgedCriteria([], JudgedCriteria.NoUsage)
                : await inner.JudgeAsync(request with { Criteria = missing }, cancellationToken).ConfigureAwait(false);
            Dictionary<string, Verdict> lasting = said.Verdicts.Where(v => v.Kind != VerdictKind.Unknown).ToDictionary(v => keys[v.CriterionId]);
            if (lasting.Count > 0)
                await cache.WriteAsync(lasting, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            foreach (Verdict verdict in said.Verdicts)
                kept[keys[verdict.CriterionId]] = verdict;
            verdicts = kept;
            return said.Usage;
        }
        finally
        {
            // What is kept was written before: whoever asks from here on finds it there.
            foreach (Criterion criterion in request.Criteria)
                _asked.TryRemove(keys[criterion.Id], out _);
            told.SetResult(verdicts);
        }
    }
}
