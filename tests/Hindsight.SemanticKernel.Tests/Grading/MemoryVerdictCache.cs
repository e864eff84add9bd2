using System.Collections.Concurrent;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>Keeps verdicts as long as it is there.</summary>
internal sealed class MemoryVerdictCache : IVerdictCache
{
    private readonly ConcurrentDictionary<string, (Verdict Verdict, DateTimeOffset GivenAt)> _kept = new();

    public ICollection<string> Keys => _kept.Keys;

    public Task<IReadOnlyDictionary<string, Verdict>> ReadAsync(IReadOnlyCollection<string> keys, DateTimeOffset notBefore, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, Verdict>>(
            keys.Where(k => _kept.TryGetValue(k, out var kept) && kept.GivenAt >= notBefore).ToDictionary(k => k, k => _kept[k].Verdict));

    public Task WriteAsync(IReadOnlyDictionary<string, Verdict> verdicts, DateTimeOffset givenAt, CancellationToken cancellationToken)
    {
        foreach ((string key, Verdict verdict) in verdicts)
            _kept[key] = (verdict, givenAt);
        return Task.CompletedTask;
    }
}
