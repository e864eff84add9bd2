using System.Data.Common;
using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace Hindsight.Storage;

/// <summary>Judges' verdicts in the run store's file, written by its writer: what has been kept is durable.</summary>
/// <remarks>Verdicts that are kept at the same time share a transaction; they are looked up over one connection of their own, which never waits for the writer.</remarks>
internal sealed class EntityFrameworkVerdictCache(EntityFrameworkRunStore store) : IVerdictCache, IDisposable
{
    private readonly SemaphoreSlim _reading = new(1);
    private RunDbContext? _reader;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Verdict>> ReadAsync(IReadOnlyCollection<string> keys, DateTimeOffset notBefore, CancellationToken cancellationToken)
    {
        List<string> wanted = [.. keys];
        string since = CachedVerdictRow.Time(notBefore);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            _reader ??= await OpenAsync(since, cancellationToken);
            List<CachedVerdictRow> rows = await _reader.VerdictCache.AsNoTracking()
                .Where(v => wanted.Contains(v.Key) && string.Compare(v.GivenAt, since) >= 0).ToListAsync(cancellationToken);
            return rows.ToDictionary(r => r.Key, r => r.ToVerdict());
        }
        catch (Exception e) when (e is DbException or FormatException or JsonException or ArgumentException)
        {
            throw store.Database.Explain(e);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyDictionary<string, Verdict> verdicts, DateTimeOffset givenAt, CancellationToken cancellationToken)
    {
        await store.InitializeAsync(cancellationToken);
        await store.Writer.CommitAsync(session => session.Save(verdicts, givenAt), cancellationToken);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _reading.Dispose();
    }

    private async Task<RunDbContext> OpenAsync(string since, CancellationToken cancellationToken)
    {
        await store.InitializeAsync(cancellationToken);
        await store.Writer.EnqueueAsync(session => session.PruneVerdictCache(since), cancellationToken);
        return store.Database.OpenForReading();
    }
}
