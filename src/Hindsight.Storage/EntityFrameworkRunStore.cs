using System.Data.Common;
using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Storage.Rows;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;
using Microsoft.EntityFrameworkCore;

namespace Hindsight.Storage;

/// <summary>The memory of runs in a SQLite file (see <c>docs/storage.md</c>).</summary>
/// <remarks>
/// One background writer stores what is recorded, in batches. Reading sees everything that was recorded before. Safe to call from many threads;
/// other processes may read and write the same file. Texts are stored as Unicode: half a surrogate pair becomes U+FFFD.
/// </remarks>
public sealed class EntityFrameworkRunStore : IRunStore, IAsyncDisposable, IDisposable
{
    private readonly SemaphoreSlim _opening = new(1);
    private BackgroundWriter? _writer;
    private bool _disposed;

    /// <summary>A store that opens its file when it is initialised.</summary>
    /// <param name="options">Where it lies.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public EntityFrameworkRunStore(StorageOptions options)
        : this(DatabaseOf(options))
    {
    }

    internal EntityFrameworkRunStore(SqliteDatabase database) => Database = database;

    internal SqliteDatabase Database { get; }

    internal BackgroundWriter Writer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _writer ?? throw new InvalidOperationException($"{nameof(InitializeAsync)} has not been called.");
        }
    }

    /// <inheritdoc/>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _opening.WaitAsync(cancellationToken);
        try
        {
            _writer ??= await Task.Run(() => new BackgroundWriter(Database), cancellationToken);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException)
        {
            throw Database.Explain(e);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <inheritdoc/>
    public Task SaveRunAsync(RunRecord run, CancellationToken cancellationToken) => Writer.CommitAsync(session => session.Save(run), cancellationToken);

    /// <inheritdoc/>
    public async Task<RunRecord?> FindRunAsync(string runId, CancellationToken cancellationToken) =>
        (await ReadAsync(context => context.Runs.Where(r => r.RunId == runId), r => r.ToRun(), cancellationToken)).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunRecord>> ListRunsAsync(CancellationToken cancellationToken)
    {
        IEnumerable<RunRecord> runs = await ReadAsync(context => context.Runs, r => r.ToRun(), cancellationToken);
        return [.. runs.OrderByDescending(r => r.StartedAt).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public ValueTask RecordTasksAsync(string runId, IReadOnlyList<TrainingTask> tasks, CancellationToken cancellationToken) =>
        Writer.EnqueueAsync(session => session.Save(runId, tasks), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RecordTrajectoriesAsync(string runId, IReadOnlyList<Trajectory> trajectories, CancellationToken cancellationToken) =>
        Writer.EnqueueAsync(session => session.Save(runId, trajectories), cancellationToken);

    /// <inheritdoc/>
    public ValueTask RecordStepAsync(string runId, StepReport report, CancellationToken cancellationToken) =>
        Writer.EnqueueAsync(session => session.Save(runId, report), cancellationToken);

    /// <inheritdoc/>
    public Task FlushAsync(CancellationToken cancellationToken) => Writer.CommitAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task RewindAsync(string runId, int step, CancellationToken cancellationToken) =>
        Writer.CommitAsync(session => session.Rewind(runId, step), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StepReport>> ReadStepsAsync(string runId, CancellationToken cancellationToken) =>
        await ReadAsync(context => context.Steps.Where(s => s.RunId == runId).OrderBy(s => s.Step), s => s.ToReport(), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAsync(string runId, int? step, CancellationToken cancellationToken) =>
        step is int one ? ReadTrajectoriesAsync(runId, one, one, cancellationToken) : ReadTrajectoriesAsync(runId, int.MinValue, int.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAfterAsync(string runId, int step, CancellationToken cancellationToken) =>
        step == int.MaxValue ? [] : await ReadTrajectoriesAsync(runId, step + 1, int.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RubricUsage>> ReadJudgeUsageAsync(string runId, CancellationToken cancellationToken) => SnapshotAsync(async context =>
    {
        var rows = await context.Trajectories.AsNoTracking().Where(t => t.RunId == runId && t.JudgeCalls > 0).Select(t => new { t.Rubric, t.JudgeUsage }).ToListAsync(cancellationToken);
        return RubricUsage.Sum(rows.SelectMany(r => ColumnJson.Deserialize<Dictionary<string, GradeUsage>>(r.JudgeUsage).Select(u => new RubricUsage(u.Key, r.Rubric, u.Value))));
    }, cancellationToken);

    /// <inheritdoc/>
    public Task SaveSpendingAsync(string runId, IReadOnlyDictionary<string, GradeUsage> spending, CancellationToken cancellationToken) =>
        Writer.CommitAsync(session => session.Save(runId, spending), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, GradeUsage>> ReadSpendingAsync(string runId, CancellationToken cancellationToken) =>
        (await ReadAsync(context => context.Spending.Where(s => s.RunId == runId), s => (s.Judge, Usage: s.ToUsage()), cancellationToken)).ToDictionary(s => s.Judge, s => s.Usage);

    /// <inheritdoc/>
    public async Task<TrainingTask?> FindTaskAsync(string runId, string taskId, CancellationToken cancellationToken) =>
        (await ReadAsync(context => context.Tasks.Where(t => t.RunId == runId && t.TaskId == taskId), t => t.ToTask(), cancellationToken)).SingleOrDefault();

    /// <summary>Writes what is queued and closes the file.</summary>
    /// <exception cref="RunStoreException">It could not be written, and no call has said so before.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        _opening.Dispose();
        if (_writer is not null)
            await _writer.DisposeAsync();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static SqliteDatabase DatabaseOf(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var validation = new StorageOptionsValidator().Validate(null, options);
        return validation.Failed ? throw new ArgumentException(validation.FailureMessage, nameof(options)) : new(options.Path, options.LockTimeoutSeconds);
    }

    private Task<IReadOnlyList<Trajectory>> ReadTrajectoriesAsync(string runId, int first, int last, CancellationToken cancellationToken) =>
        SnapshotAsync(async context =>
        {
            List<TrajectoryRow> rows = await context.Trajectories.AsNoTracking()
                .Where(t => t.RunId == runId && t.Step >= first && t.Step <= last).ToListAsync(cancellationToken);
            List<VerdictRow> verdicts = await context.Verdicts.AsNoTracking()
                .Where(v => v.RunId == runId && v.Step >= first && v.Step <= last).ToListAsync(cancellationToken);
            return TrajectoryAssembly.Assemble(rows, verdicts);
        }, cancellationToken);

    private Task<IReadOnlyList<TRecord>> ReadAsync<TRow, TRecord>(
        Func<RunDbContext, IQueryable<TRow>> query, Func<TRow, TRecord> map, CancellationToken cancellationToken)
        where TRow : class =>
        SnapshotAsync<IReadOnlyList<TRecord>>(async context => [.. (await query(context).AsNoTracking().ToListAsync(cancellationToken)).Select(map)], cancellationToken);

    private async Task<TResult> SnapshotAsync<TResult>(Func<RunDbContext, Task<TResult>> read, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        try
        {
            await using RunDbContext context = Database.OpenSnapshot();
            return await read(context);
        }
        catch (Exception e) when (e is DbException or FormatException or JsonException or ArgumentException)
        {
            throw Database.Explain(e);
        }
    }
}
