using Hindsight.Grading;
using Hindsight.Storage.Rows;
using Hindsight.Tasks;
using Hindsight.Training;
using Hindsight.Trajectories;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hindsight.Storage;

/// <summary>The writing connection with its prepared statements. One thread at a time.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly RunDbContext _context;
    private readonly RowWriter<RunRow> _runs;
    private readonly RowWriter<StepRow> _steps;
    private readonly RowWriter<TaskRow> _tasks;
    private readonly RowWriter<TrajectoryRow> _trajectories;
    private readonly RowWriter<VerdictRow> _verdicts;
    private readonly RowWriter<SpendingRow> _spending;
    private readonly RowWriter<CachedVerdictRow> _verdictCache;

    /// <summary>Opens the database, makes its tables where it is empty, and writes to it once.</summary>
    public WriteSession(SqliteDatabase database)
    {
        _database = database;
        _context = database.OpenForWriting();
        _runs = new(_context, replace: true);
        _steps = new(_context, replace: true);
        _tasks = new(_context, replace: true);
        _trajectories = new(_context, replace: true);
        _verdicts = new(_context, replace: false);
        _spending = new(_context, replace: true);
        _verdictCache = new(_context, replace: true);
        try
        {
            InTransaction(CreateOrCheckTables);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Does the work in one transaction. It is durable when this returns, and undone where it throws.</summary>
    public void InTransaction(Action work)
    {
        using (IDbContextTransaction transaction = _context.Database.BeginTransaction())
        {
            work();
            transaction.Commit();
        }
        EnsureInPlace();
    }

    /// <inheritdoc cref="SqliteDatabase.EnsureInPlace"/>
    public void EnsureInPlace() => _database.EnsureInPlace(_context);

    public void Save(RunRecord run) => _runs.Write(RunRow.From(run));

    public void Save(string runId, StepReport report) => _steps.Write(StepRow.From(runId, report));

    public void Save(string runId, IReadOnlyList<TrainingTask> tasks)
    {
        foreach (TrainingTask task in tasks)
            _tasks.Write(TaskRow.From(runId, task));
    }

    public void Save(string runId, IReadOnlyList<Trajectory> trajectories)
    {
        foreach (Trajectory trajectory in trajectories)
        {
            _trajectories.Write(TrajectoryRow.From(runId, trajectory));
            // A trajectory that is recorded again may have other verdicts; those that it no longer has must not stay.
            _context.Verdicts
                .Where(v => v.RunId == runId && v.Step == trajectory.Step && v.TaskId == trajectory.TaskId && v.SampleIndex == trajectory.Index)
                .ExecuteDelete();
            for (int position = 0; position < trajectory.Grade.Verdicts.Count; position++)
                _verdicts.Write(VerdictRow.From(runId, trajectory, position));
        }
    }

    public void Save(string runId, IReadOnlyDictionary<string, GradeUsage> spending)
    {
        foreach ((string judge, GradeUsage usage) in spending)
            _spending.Write(SpendingRow.From(runId, judge, usage));
    }

    public void Save(IReadOnlyDictionary<string, Verdict> verdicts, DateTimeOffset givenAt)
    {
        foreach ((string key, Verdict verdict) in verdicts)
            _verdictCache.Write(CachedVerdictRow.From(key, verdict, givenAt));
    }

    /// <summary>Removes kept verdicts that were given before a time, as <see cref="CachedVerdictRow.Time"/> writes it.</summary>
    public void PruneVerdictCache(string before) => _context.VerdictCache.Where(v => string.Compare(v.GivenAt, before) < 0).ExecuteDelete();

    public void Rewind(string runId, int step)
    {
        _context.Verdicts.Where(v => v.RunId == runId && v.Step > step).ExecuteDelete();
        _context.Trajectories.Where(t => t.RunId == runId && t.Step > step).ExecuteDelete();
        _context.Steps.Where(s => s.RunId == runId && s.Step > step).ExecuteDelete();
    }

    public void Dispose()
    {
        _runs.Dispose();
        _steps.Dispose();
        _tasks.Dispose();
        _trajectories.Dispose();
        _verdicts.Dispose();
        _spending.Dispose();
        _verdictCache.Dispose();
        _context.Dispose();
    }

    private void CreateOrCheckTables()
    {
        var creator = (IRelationalDatabaseCreator)_context.GetService<IDatabaseCreator>();
        if (!creator.HasTables())
        {
            creator.CreateTables();
            using var store = new RowWriter<StoreRow>(_context, replace: false);
            store.Write(new() { SchemaVersion = RunDbContext.SchemaVersion });
            return;
        }
        if (!SqliteDatabase.HasTable(_context, "store"))
            throw new RunStoreException($"'{_database.Location}' is a database of something else: it has tables, but not those of a run store.");
        int version = _context.Store.AsNoTracking().Single().SchemaVersion;
        if (version is < RunDbContext.OldestSchemaVersion or > RunDbContext.SchemaVersion)
        {
            throw new RunStoreException(
                $"The run store '{_database.Location}' has tables of version {version}; expected {RunDbContext.OldestSchemaVersion} to {RunDbContext.SchemaVersion}. Use the program that wrote it, or another path.");
        }
        if (version < RunDbContext.SchemaVersion)
            CreateMissingTables();
        // A write shows that the store can be written to, also where it changes nothing.
        _context.Store.ExecuteUpdate(update => update.SetProperty(s => s.SchemaVersion, RunDbContext.SchemaVersion));
    }

    private void CreateMissingTables()
    {
        IModel model = _context.GetService<IDesignTimeModel>().Model;
        CreateTableOperation[] missing =
        [
            .. _context.GetService<IMigrationsModelDiffer>().GetDifferences(null, model.GetRelationalModel()).OfType<CreateTableOperation>().Where(table => !SqliteDatabase.HasTable(_context, table.Name)),
        ];
        foreach (MigrationCommand command in _context.GetService<IMigrationsSqlGenerator>().Generate(missing, model))
            _context.Database.ExecuteSqlRaw(command.CommandText);
    }
}
