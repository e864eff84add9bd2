using System.Text.Json;
using Hindsight.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Hindsight.Storage;

/// <summary>The tables, in words that every relational provider knows. Names are snake_case, so that SQL by hand needs no quotes.</summary>
internal sealed class RunDbContext(DbContextOptions<RunDbContext> options) : DbContext(options)
{
    /// <summary>The version of the tables that this program writes.</summary>
    public const int SchemaVersion = 4;

    /// <summary>The oldest version that is brought up to it: what has come since are tables of their own.</summary>
    public const int OldestSchemaVersion = 3;

    public DbSet<StoreRow> Store => Set<StoreRow>();

    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<StepRow> Steps => Set<StepRow>();

    public DbSet<TaskRow> Tasks => Set<TaskRow>();

    public DbSet<TrajectoryRow> Trajectories => Set<TrajectoryRow>();

    public DbSet<VerdictRow> Verdicts => Set<VerdictRow>();

    public DbSet<SpendingRow> Spending => Set<SpendingRow>();

    public DbSet<CachedVerdictRow> VerdictCache => Set<CachedVerdictRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoreRow>().ToTable("store").HasKey(s => s.SchemaVersion);
        modelBuilder.Entity<StoreRow>().Property(s => s.SchemaVersion).ValueGeneratedNever();
        modelBuilder.Entity<RunRow>().ToTable("runs").HasKey(r => r.RunId);
        modelBuilder.Entity<StepRow>().ToTable("steps").HasKey(s => new { s.RunId, s.Step });
        modelBuilder.Entity<TaskRow>().ToTable("tasks").HasKey(t => new { t.RunId, t.TaskId });
        modelBuilder.Entity<TrajectoryRow>().ToTable("trajectories").HasKey(t => new { t.RunId, t.Step, t.TaskId, t.SampleIndex });
        modelBuilder.Entity<VerdictRow>().ToTable("verdicts").HasKey(v => new { v.RunId, v.Step, v.TaskId, v.SampleIndex, v.CriterionId });
        modelBuilder.Entity<SpendingRow>().ToTable("spending").HasKey(s => new { s.RunId, s.Judge });
        modelBuilder.Entity<CachedVerdictRow>().ToTable("verdict_cache").HasKey(v => v.Key);

        foreach (IMutableEntityType table in modelBuilder.Model.GetEntityTypes())
        {
            foreach (IMutableProperty column in table.GetProperties())
                column.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(column.Name));
        }
    }
}
