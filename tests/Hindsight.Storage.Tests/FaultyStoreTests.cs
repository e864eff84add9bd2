using Hindsight.Testing;
using Hindsight.Training;
using Microsoft.Data.Sqlite;

namespace Hindsight.Storage.Tests;

public sealed class FaultyStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Record_FullDisk_FailsEveryFollowingCallAndKeepsWhatWasDurable()
    {
        await using (EntityFrameworkRunStore store = Store(pragmas: "max_page_count = 60"))
        {
            await store.InitializeAsync(default);
            await store.RecordStepAsync("run", Records.Report(1), default);
            await store.FlushAsync(default);

            await FillAsync(store);

            await ShouldFailAsync(store, $"The run store '{_folder.Database()}' cannot be used: SQLite Error 13: 'database or disk is full'. Make room, then resume the run.");
        }
        await using EntityFrameworkRunStore again = Store();
        await again.InitializeAsync(default);
        (await again.ReadStepsAsync("run", default)).Should().ContainSingle();
        (await again.ReadTrajectoriesAsync("run", null, default)).Should().BeEmpty("the batch that failed is undone as a whole");
    }

    [Fact]
    public async Task Dispose_FailureThatNoCallHasReported_Throws()
    {
        EntityFrameworkRunStore store = Store(pragmas: "max_page_count = 60");
        await store.InitializeAsync(default);
        await store.RecordTrajectoriesAsync("run", [Records.Trajectory(1, 0, tokens: 100_000)], default);

        Func<Task> dispose = () => store.DisposeAsync().AsTask();

        (await dispose.Should().ThrowAsync<RunStoreException>()).WithMessage("*database or disk is full*");
    }

    [Fact]
    public async Task Flush_FileDeleted_Fails()
    {
        await using EntityFrameworkRunStore store = Store();
        await store.InitializeAsync(default);
        File.Delete(_folder.Database());

        await ShouldFailAsync(store, $"The run store '{_folder.Database()}' was deleted, moved or replaced while it was written to.");
    }

    [Fact]
    public async Task Record_FileReplacedByACopyOfItself_Fails()
    {
        await using EntityFrameworkRunStore store = Store();
        await store.InitializeAsync(default);
        await store.SaveRunAsync(Records.Run("run"), default);
        string moved = _folder.Database() + ".moved";
        File.Move(_folder.Database(), moved);
        File.Copy(moved, _folder.Database());

        await store.RecordStepAsync("run", Records.Report(1), default);

        await ShouldFailAsync(store, "*was deleted, moved or replaced*");
    }

    [Fact]
    public async Task Initialize_ReadOnly_SaysSo()
    {
        await using (EntityFrameworkRunStore store = Store())
            await store.InitializeAsync(default);

        // What SQLite says of a file that it could only open for reading; permissions do not bind root, who runs many a CI.
        await using EntityFrameworkRunStore readOnly = Store(pragmas: "query_only = on");
        Func<Task> initialize = () => readOnly.InitializeAsync(default);

        (await initialize.Should().ThrowAsync<RunStoreException>()).WithMessage(
            $"The run store '{_folder.Database()}' cannot be used: SQLite Error 8: 'attempt to write a readonly database'. The file or its folder is read-only.");
    }

    [Fact]
    public async Task Record_LockedByAnother_FailsAfterTheTimeout()
    {
        await using EntityFrameworkRunStore store = Store();
        await store.InitializeAsync(default);
        using var other = new SqliteConnection($"Data Source={_folder.Database()};Pooling=false");
        other.Open();
        using SqliteTransaction lockHeld = other.BeginTransaction();

        await store.RecordStepAsync("run", Records.Report(1), default);

        await ShouldFailAsync(store, $"The run store '{_folder.Database()}' cannot be used: SQLite Error 5: 'database is locked'. Another process has been writing to it for more than 1 s.");
    }

    [Fact]
    public async Task Initialize_FileOfAnotherKind_SaysSoAndLeavesIt()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Database())!);
        string text = string.Concat(Enumerable.Repeat("this is a letter, not a database. ", 100));
        await File.WriteAllTextAsync(_folder.Database(), text);
        await using EntityFrameworkRunStore store = Store();

        Func<Task> initialize = () => store.InitializeAsync(default);

        (await initialize.Should().ThrowAsync<RunStoreException>()).WithMessage(
            $"The run store '{_folder.Database()}' cannot be used: SQLite Error 26: 'file is not a database'. It is another kind of file.");
        (await File.ReadAllTextAsync(_folder.Database())).Should().Be(text);
    }

    [Fact]
    public async Task Initialize_DatabaseOfSomethingElse_SaysSoAndLeavesIt()
    {
        Execute("CREATE TABLE songs (title TEXT)");
        await using EntityFrameworkRunStore store = Store();

        Func<Task> initialize = () => store.InitializeAsync(default);

        (await initialize.Should().ThrowAsync<RunStoreException>()).WithMessage(
            $"'{_folder.Database()}' is a database of something else: it has tables, but not those of a run store.");
        Execute("SELECT count(*) FROM sqlite_master").Should().Be(1L);
    }

    [Fact]
    public async Task Initialize_NewerVersion_SaysSo()
    {
        await using (EntityFrameworkRunStore store = Store())
            await store.InitializeAsync(default);
        Execute("UPDATE store SET schema_version = 99");
        await using EntityFrameworkRunStore newer = Store();

        Func<Task> initialize = () => newer.InitializeAsync(default);

        (await initialize.Should().ThrowAsync<RunStoreException>()).WithMessage(
            $"The run store '{_folder.Database()}' has tables of version 99; expected 3 to 4. Use the program that wrote it, or another path.");
    }

    [Fact]
    public async Task Read_DamagedPages_FailsWithWhatSqliteSays()
    {
        await using (EntityFrameworkRunStore store = Store())
        {
            await store.InitializeAsync(default);
            for (int step = 1; step <= 20; step++)
                await store.RecordTrajectoriesAsync("run", [Records.Trajectory(step, 0, tokens: 2000)], default);
        }
        await using (FileStream file = File.OpenWrite(_folder.Database()))
        {
            // The header, the schema and the first tables stay whole.
            file.Position = 16 * 4096;
            file.Write([.. Enumerable.Repeat((byte)0x5A, (int)(file.Length - file.Position))]);
        }
        await using EntityFrameworkRunStore damaged = Store();
        await damaged.InitializeAsync(default);

        Func<Task> read = () => damaged.ReadTrajectoriesAsync("run", null, default);

        (await read.Should().ThrowAsync<RunStoreException>()).WithMessage("*malformed*");
    }

    [Theory]
    [InlineData("UPDATE trajectories SET standing = 'Sideways'", "*Sideways*")]
    [InlineData("UPDATE trajectories SET log_probs = x'0102'", "*found an array of 2 bytes; expected a multiple of 4*")]
    [InlineData("UPDATE trajectories SET hindsight_prompt = '[{'", "*cannot be used*")]
    public async Task Read_RowEditedByHandToNonsense_SaysWhatIsWrong(string sql, string message)
    {
        await using EntityFrameworkRunStore store = Store();
        await store.InitializeAsync(default);
        await store.RecordTrajectoriesAsync("run", [Records.Trajectory(1, 0)], default);
        await store.FlushAsync(default);
        Execute(sql);

        Func<Task> read = () => store.ReadTrajectoriesAsync("run", null, default);

        (await read.Should().ThrowAsync<RunStoreException>()).WithMessage(message);
    }

    [Fact]
    public async Task Initialize_FolderCannotBeMade_SaysSo()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "runs"), "a file where the folder should be");
        await using EntityFrameworkRunStore store = Store();

        Func<Task> initialize = () => store.InitializeAsync(default);

        (await initialize.Should().ThrowAsync<RunStoreException>()).WithMessage($"The run store '{_folder.Database()}' cannot be used: *");
    }

    [Fact]
    public async Task Record_TwoVerdictsOnOneCriterion_FailsInsteadOfLosingOne()
    {
        await using EntityFrameworkRunStore store = Store();
        await store.InitializeAsync(default);
        var trajectory = Records.Trajectory(1, 0);
        trajectory = trajectory with { Grade = trajectory.Grade with { Verdicts = [trajectory.Grade.Verdicts[0], trajectory.Grade.Verdicts[0]] } };

        await store.RecordTrajectoriesAsync("run", [trajectory], default);

        await ShouldFailAsync(store, "*UNIQUE constraint failed: verdicts.*");
    }

    private static async Task FillAsync(EntityFrameworkRunStore store)
    {
        Func<Task> flush = () => store.FlushAsync(default);
        await store.RecordTrajectoriesAsync("run", [Records.Trajectory(1, 0), Records.Trajectory(1, 1, tokens: 100_000)], default);
        await flush.Should().ThrowAsync<RunStoreException>();
    }

    private static async Task ShouldFailAsync(EntityFrameworkRunStore store, string message)
    {
        Func<Task>[] calls =
        [
            () => store.FlushAsync(default),
            () => store.RecordStepAsync("run", Records.Report(1), default).AsTask(),
            () => store.RecordTrajectoriesAsync("run", [], default).AsTask(),
            () => store.RecordTasksAsync("run", [], default).AsTask(),
            () => store.SaveRunAsync(Records.Run("run"), default),
            () => store.RewindAsync("run", 0, default),
            () => store.FindRunAsync("run", default),
            () => store.ListRunsAsync(default),
            () => store.ReadStepsAsync("run", default),
            () => store.ReadTrajectoriesAsync("run", null, default),
            () => store.ReadTrajectoriesAfterAsync("run", 0, default),
            () => store.FindTaskAsync("run", "task", default),
        ];
        foreach (Func<Task> call in calls)
            (await call.Should().ThrowAsync<RunStoreException>()).WithMessage(message);
    }

    private object? Execute(string sql)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Database())!);
        using var connection = new SqliteConnection($"Data Source={_folder.Database()};Pooling=false");
        connection.Open();
#pragma warning disable CA2100 // The statements stand in this file.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private EntityFrameworkRunStore Store(params string[] pragmas)
    {
        var database = new SqliteDatabase(_folder.Database(), lockTimeoutSeconds: 1);
        return new(new SqliteDatabase(_folder.Database(), lockTimeoutSeconds: 1) { Pragmas = [.. database.Pragmas, .. pragmas] });
    }
}
