using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.SemanticKernel.Grading;

/// <summary>Takes verdicts that the judge gave before on the same answer, and asks it about the other criteria alone. What it cannot say is asked again the next time.</summary>
internal sealed class CachedJudge(ICacheableJudge inner, IVerdictCache cache, TimeSpan timeToLive, TimeProvider time) : ICriterionJudge
{
    public string Name => inner.Name;

    public string Source => inner.Source;

    /// <exception cref="Hindsight.Training.RunStoreException">The store cannot be read or written to.</exception>
    public async Task<JudgedCriteria> JudgeAsync(JudgingRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> keys = VerdictKey.Of(inner.BasisOf(request), request.Criteria);
        IReadOnlyDictionary<string, Verdict> kept = await cache.ReadAsync([.. keys.Values], time.GetUtcNow() - timeToLive, cancellationToken).ConfigureAwait(false);
        Criterion[] missing = [.. request.Criteria.Where(c => !kept.ContainsKey(keys[c.Id]))];
        if (missing.Length == 0)
            return new JudgedCriteria([.. request.Criteria.Select(c => kept[keys[c.Id]])], JudgedCriteria.NoUsage);

        JudgedCriteria asked = await inner.JudgeAsync(request with { Criteria = missing }, cancellationToken).ConfigureAwait(false);
        Dictionary<string, Verdict> said = asked.Verdicts.ToDictionary(v => v.CriterionId);
        Dictionary<string, Verdict> known = said.Values.Where(v => v.Kind != VerdictKind.Unknown).ToDictionary(v => keys[v.CriterionId]);
        if (known.Count > 0)
            await cache.WriteAsync(known, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        return asked with { Verdicts = [.. request.Criteria.Select(c => said.TryGetValue(c.Id, out Verdict? verdict) ? verdict : kept[keys[c.Id]])] };
    }
}
