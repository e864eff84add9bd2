using CsCheck;
using Hindsight.Testing;
using Hindsight.Trajectories;

namespace Hindsight.Storage.Tests;

public sealed class RoundTripTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EntityFrameworkRunStore _store;
    private int _runs;

    public RoundTripTests() => _store = new(new StorageOptions { Path = _folder.Database() });

    public Task InitializeAsync() => _store.InitializeAsync(default);

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public Task Trajectories_Written_AreReadBitForBitInOrder() => RecordGenerators.Trajectories.SampleAsync(async written =>
    {
        string run = NewRun();
        await _store.RecordTrajectoriesAsync(run, written, default);

        IReadOnlyList<Trajectory> read = await _store.ReadTrajectoriesAsync(run, null, default);

        Canonical.Of(read).Should().Be(Canonical.Of(written.OrderBy(t => t.Step).ThenBy(t => t.TaskId, StringComparer.Ordinal).ThenBy(t => t.Index)));
    }, iter: 60, threads: 1);

    [Fact]
    public Task Reports_Written_AreReadBitForBit() => RecordGenerators.Report.SampleAsync(async written =>
    {
        string run = NewRun();
        await _store.RecordStepAsync(run, written, default);
        Canonical.Of(await _store.ReadStepsAsync(run, default)).Should().Be(Canonical.Of(new[] { written }));
    }, iter: 60, threads: 1);

    [Fact]
    public Task Tasks_Written_AreReadExactly() => RecordGenerators.Task.SampleAsync(async written =>
    {
        string run = NewRun();
        await _store.RecordTasksAsync(run, [written], default);
        Canonical.Of(await _store.FindTaskAsync(run, written.Id, default)).Should().Be(Canonical.Of(written));
    }, iter: 60, threads: 1);

    [Fact]
    public Task Runs_Written_AreReadExactly() => RecordGenerators.Run.SampleAsync(async written =>
    {
        await _store.SaveRunAsync(written, default);
        Canonical.Of(await _store.FindRunAsync(written.Id, default)).Should().Be(Canonical.Of(written));
    }, iter: 60, threads: 1);

    [Fact]
    public void Generators_OfAllRecords_VaryEveryProperty()
    {
        // A property that somebody adds to a record must be generated, or it would not be seen to be stored.
        Canonical.Unvaried(Many(RecordGenerators.Trajectory)).Should().BeEmpty();
        Canonical.Unvaried(Many(RecordGenerators.Report)).Should().BeEmpty();
        Canonical.Unvaried(Many(RecordGenerators.Task)).Should().BeEmpty();
        Canonical.Unvaried(Many(RecordGenerators.Run)).Should().BeEmpty();
    }

    [Fact]
    public async Task FindTask_UnknownTask_IsNull() => (await _store.FindTaskAsync("run", "task", default)).Should().BeNull();

    [Fact]
    public async Task FindRun_UnknownRun_IsNull() => (await _store.FindRunAsync("run", default)).Should().BeNull();

    [Fact]
    public async Task ReadTrajectories_SamplesOfOnePrompt_ShareItsArray()
    {
        Trajectory draft = RecordGenerators.Trajectory.Single();
        await _store.RecordTrajectoriesAsync("run", [draft with { Index = 0 }, draft with { Index = 1 }], default);

        IReadOnlyList<Trajectory> read = await _store.ReadTrajectoriesAsync("run", null, default);

        read[0].Sample.PromptTokens.Should().BeSameAs(read[1].Sample.PromptTokens);
    }

    private static object?[] Many<T>(Gen<T> records)
    {
        var all = new List<object?>();
        records.Sample(r => { lock (all) all.Add(r); }, iter: 300, threads: 1);
        return [.. all];
    }

    private string NewRun() => $"run-{Interlocked.Increment(ref _runs)}";
}
