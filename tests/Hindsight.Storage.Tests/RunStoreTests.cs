using Hindsight.Grading;
using Hindsight.Testing;
using Hindsight.Training;
using Hindsight.Trajectories;
using Microsoft.Data.Sqlite;

namespace Hindsight.Storage.Tests;

public sealed class RunStoreTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EntityFrameworkRunStore _store;

    public RunStoreTests() => _store = new(new StorageOptions { Path = _folder.Database() });

    public Task InitializeAsync() => _store.InitializeAsync(default);

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task RecordTrajectories_SameKeyAgain_ReplacesRowAndVerdicts()
    {
        Trajectory first = Records.Trajectory(step: 1, index: 0, verdicts: 3), second = Records.Trajectory(step: 1, index: 0, verdicts: 1) with { Advice = "shorter" };

        await _store.RecordTrajectoriesAsync("run", [first, Records.Trajectory(step: 1, index: 1, verdicts: 2)], default);
        await _store.RecordTrajectoriesAsync("run", [second], default);

        Canonical.Of(await _store.ReadTrajectoriesAsync("run", null, default))
            .Should().Be(Canonical.Of(new[] { second, Records.Trajectory(step: 1, index: 1, verdicts: 2) }));
    }

    [Fact]
    public async Task ReadJudgeUsage_SeveralJudgesAndRubrics_AddsUpByBoth()
    {
        Trajectory Judged(int index, string rubric, params (string Judge, GradeUsage Usage)[] usage)
        {
            Trajectory trajectory = Records.Trajectory(step: 1, index);
            return trajectory with { Grade = trajectory.Grade with { Rubric = rubric, UsageByJudge = usage.ToDictionary(u => u.Judge, u => u.Usage) } };
        }

        await _store.RecordTrajectoriesAsync(
            "run", [Judged(0, "b", ("x", new(1, 10, 1, 0.5)), ("y", new(2, 20, 2))), Judged(1, "a", ("x", new(1, 30, 3, 0.25))), Judged(2, "b", ("x", new(1, 40, 4, 0.25))), Judged(3, "a")], default);
        await _store.RecordTrajectoriesAsync("other", [Judged(0, "b", ("x", new(1, 10, 1)))], default);

        (await _store.ReadJudgeUsageAsync("run", default)).Should().Equal(
            new RubricUsage("x", "a", new(1, 30, 3, 0.25)), new RubricUsage("x", "b", new(2, 50, 5, 0.75)), new RubricUsage("y", "b", new(2, 20, 2)));
    }

    [Fact]
    public async Task SaveSpending_Again_ReplacesThatJudgesOfThatRun()
    {
        await _store.SaveSpendingAsync("run", new Dictionary<string, GradeUsage> { ["x"] = new(1, 10, 1, 0.1), ["y"] = new(1, 1, 1) }, default);
        await _store.SaveSpendingAsync("other", new Dictionary<string, GradeUsage> { ["x"] = new(9, 9, 9) }, default);
        await _store.SaveSpendingAsync("run", new Dictionary<string, GradeUsage> { ["x"] = new(2, 1L << 40, 1L << 41, 0.1 + 0.2) }, default);

        await _store.RewindAsync("run", 0, default);

        (await _store.ReadSpendingAsync("run", default)).Should().BeEquivalentTo(
            new Dictionary<string, GradeUsage> { ["x"] = new(2, 1L << 40, 1L << 41, 0.1 + 0.2), ["y"] = new(1, 1, 1) }, "what is spent stays spent, whatever is redone");
    }

    [Fact]
    public async Task RecordStep_SameStepAgain_Replaces()
    {
        await _store.RecordStepAsync("run", Records.Report(1) with { MeanScore = 0.1 }, default);
        await _store.RecordStepAsync("run", Records.Report(1) with { MeanScore = 0.2 }, default);

        (await _store.ReadStepsAsync("run", default)).Should().ContainSingle().Which.MeanScore.Should().Be(0.2);
    }

    [Fact]
    public async Task SaveRun_Again_ReplacesTheRow()
    {
        RunRecord run = Records.Run("run");
        await _store.SaveRunAsync(run, default);
        await _store.SaveRunAsync(run with { Status = RunStatus.Failed, CheckpointedStep = 7, Failure = "no room" }, default);

        (await _store.FindRunAsync("run", default)).Should().Be(run with { Status = RunStatus.Failed, CheckpointedStep = 7, Failure = "no room" });
    }

    [Fact]
    public async Task ListRuns_OfSeveralTimeZones_IsNewestFirst()
    {
        RunRecord Begun(string id, int hour, int offset) => Records.Run(id) with { StartedAt = new DateTimeOffset(2026, 3, 1, hour, 0, 0, TimeSpan.FromHours(offset)) };
        foreach (RunRecord run in new[] { Begun("old", 23, 12), Begun("new", 13, 0), Begun("middle", 13, 1) })
            await _store.SaveRunAsync(run, default);

        (await _store.ListRunsAsync(default)).Select(r => r.Id).Should().Equal("new", "middle", "old");
    }

    [Fact]
    public async Task ReadTrajectories_OfAStepAndAfterAStep_AreThoseOfTheRun()
    {
        for (int step = 0; step <= 3; step++)
            await _store.RecordTrajectoriesAsync("run", [Records.Trajectory(step, 0)], default);
        await _store.RecordTrajectoriesAsync("other", [Records.Trajectory(2, 5)], default);

        (await _store.ReadTrajectoriesAsync("run", 2, default)).Select(t => (t.Step, t.Index)).Should().Equal((2, 0));
        (await _store.ReadTrajectoriesAfterAsync("run", 1, default)).Select(t => t.Step).Should().Equal(2, 3);
        (await _store.ReadTrajectoriesAsync("run", null, default)).Select(t => t.Step).Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public async Task Rewind_PastAStep_RemovesThatRunsLaterRowsOnly()
    {
        foreach (string run in new[] { "run", "other" })
        {
            for (int step = 1; step <= 3; step++)
            {
                await _store.RecordTrajectoriesAsync(run, [Records.Trajectory(step, 0, verdicts: 2)], default);
                await _store.RecordStepAsync(run, Records.Report(step), default);
            }
        }

        await _store.RewindAsync("run", 1, default);

        (await _store.ReadTrajectoriesAsync("run", null, default)).Select(t => t.Step).Should().Equal(1);
        (await _store.ReadStepsAsync("run", default)).Select(s => s.Step).Should().Equal(1);
        (await _store.ReadTrajectoriesAsync("other", null, default)).Should().HaveCount(3).And.OnlyContain(t => t.Grade.Verdicts.Count == 2);
        (await _store.ReadStepsAsync("other", default)).Should().HaveCount(3);
        await using var connection = new SqliteConnection($"Data Source={_folder.Database()};Pooling=false");
        await connection.OpenAsync();
        using var command = new SqliteCommand("SELECT count(*) FROM verdicts WHERE run_id = 'run'", connection);
        (await command.ExecuteScalarAsync()).Should().Be(2L, "verdicts go with their trajectories");
    }

    [Fact]
    public async Task Flush_Completed_RowsAreSeenByAnotherStore()
    {
        await _store.RecordTrajectoriesAsync("run", [Records.Trajectory(1, 0)], default);
        await _store.FlushAsync(default);

        await using var other = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() });
        await other.InitializeAsync(default);
        (await other.ReadTrajectoriesAsync("run", null, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task Dispose_WithQueuedRows_WritesThem()
    {
        for (int step = 1; step <= 500; step++)
            await _store.RecordStepAsync("run", Records.Report(step), default);
        await _store.DisposeAsync();

        await using var other = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() });
        await other.InitializeAsync(default);
        (await other.ReadStepsAsync("run", default)).Select(s => s.Step).Should().Equal(Enumerable.Range(1, 500));
    }

    [Fact]
    public async Task Record_FromManyThreadsWhileOthersRead_LosesNothingAndReadersSeeWholeTrajectories()
    {
        const int Writers = 8, Steps = 40;
        Task writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int step = 1; step <= Steps; step++)
                await _store.RecordTrajectoriesAsync("run", [Records.Trajectory(step, writer, verdicts: 3)], default);
        })));
        Task reading = Task.Run(async () =>
        {
            for (int i = 0; i < 20; i++)
                (await _store.ReadTrajectoriesAsync("run", null, default)).Should().NotContain(t => t.Grade.Verdicts.Count != 3);
        });
        await Task.WhenAll(writing, reading);

        (await _store.ReadTrajectoriesAsync("run", null, default)).Should().HaveCount(Writers * Steps);
    }

    [Fact]
    public async Task Record_TwoStoresOnOneFile_BothSucceed()
    {
        await using var other = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() });
        await other.InitializeAsync(default);
        await Task.WhenAll(new[] { ("a", _store), ("b", other) }.Select(pair => Task.Run(async () =>
        {
            for (int step = 1; step <= 30; step++)
            {
                await pair.Item2.RecordStepAsync(pair.Item1, Records.Report(step), default);
                await pair.Item2.FlushAsync(default);
            }
        })));

        (await _store.ReadStepsAsync("b", default)).Should().HaveCount(30);
        (await other.ReadStepsAsync("a", default)).Should().HaveCount(30);
    }

    [Fact]
    public async Task Record_AfterDispose_Throws()
    {
        await _store.DisposeAsync();
        Func<Task> record = async () => await _store.RecordStepAsync("run", Records.Report(1), default);
        await record.Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task Record_BeforeInitialize_SaysSo()
    {
        await using var store = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() });
        Func<Task> record = async () => await store.RecordStepAsync("run", Records.Report(1), default);
        (await record.Should().ThrowAsync<InvalidOperationException>()).WithMessage("InitializeAsync has not been called.");
    }

    [Fact]
    public async Task Flush_Cancelled_IsCancellation()
    {
        Func<Task> flush = () => _store.FlushAsync(new CancellationToken(canceled: true));
        await flush.Should().ThrowAsync<OperationCanceledException>();
        await _store.FlushAsync(default);
    }
}
