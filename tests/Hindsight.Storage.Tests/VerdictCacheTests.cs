using System.Globalization;
using CsCheck;
using Hindsight.Grading;
using Hindsight.Testing;
using Hindsight.Training;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Storage.Tests;

public sealed class VerdictCacheTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Verdict Met = new() { CriterionId = "polite", Kind = VerdictKind.Met, Reason = "because", Source = "judge:main" };

    private readonly TemporaryFolder _folder = new();
    private readonly EntityFrameworkRunStore _store;
    private readonly EntityFrameworkVerdictCache _cache;

    public VerdictCacheTests()
    {
        _store = new(new StorageOptions { Path = _folder.Database(), LockTimeoutSeconds = 1 });
        _cache = new(_store);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public Task Verdicts_Kept_AreReadBitForBit() => RecordGenerators.Trajectory.SampleAsync(async trajectory =>
    {
        // A grade sets weight and veto; an unknown verdict, which alone has a cause, is not kept.
        Dictionary<string, Verdict> verdicts = trajectory.Grade.Verdicts.Select((v, i) => (Key: $"{i}", Verdict: v with { Weight = 1, Veto = false, Cause = null })).ToDictionary(v => v.Key, v => v.Verdict);

        await _cache.WriteAsync(verdicts, Noon, default);

        IReadOnlyDictionary<string, Verdict> read = await _cache.ReadAsync([.. verdicts.Keys], Noon, default);
        Canonical.Of(read.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => v.Value)).Should().Be(Canonical.Of(verdicts.Values));
    }, iter: 60, threads: 1);

    [Fact]
    public async Task Read_OnlyTheKeysThatAreThere_AreFound()
    {
        await _cache.WriteAsync(new Dictionary<string, Verdict> { ["a"] = Met, ["b"] = Met with { CriterionId = "short" } }, Noon, default);

        IReadOnlyDictionary<string, Verdict> found = await _cache.ReadAsync(["b", "c"], Noon, default);

        found.Should().ContainSingle().Which.Value.CriterionId.Should().Be("short");
        (await _cache.ReadAsync([], Noon, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Read_OlderThanAskedFor_DoesNotCountUntilItIsKeptAgain()
    {
        await _cache.WriteAsync(new Dictionary<string, Verdict> { ["a"] = Met }, Noon.ToOffset(TimeSpan.FromHours(5)), default);

        (await _cache.ReadAsync(["a"], Noon, default)).Should().ContainSingle();
        (await _cache.ReadAsync(["a"], Noon.AddTicks(1), default)).Should().BeEmpty();
        await _cache.WriteAsync(new Dictionary<string, Verdict> { ["a"] = Met with { Kind = VerdictKind.Unmet } }, Noon.AddTicks(1), default);
        (await _cache.ReadAsync(["a"], Noon.AddTicks(1), default))["a"].Kind.Should().Be(VerdictKind.Unmet);
    }

    [Fact]
    public async Task Read_First_RemovesWhatIsTooOld()
    {
        await _cache.WriteAsync(new Dictionary<string, Verdict> { ["old"] = Met }, Noon, default);
        await _cache.WriteAsync(new Dictionary<string, Verdict> { ["new"] = Met }, Noon.AddDays(1), default);

        await _cache.ReadAsync(["x"], Noon.AddDays(1), default);
        await _store.FlushAsync(default);

        using var connection = new SqliteConnection($"Data Source={_folder.Database()};Pooling=false");
        connection.Open();
        using var command = new SqliteCommand("SELECT group_concat(key) FROM verdict_cache", connection);
        command.ExecuteScalar().Should().Be("new");
    }

    [Fact]
    public async Task Write_Completed_IsSeenByAnotherStore()
    {
        await _cache.WriteAsync(new Dictionary<string, Verdict> { ["a"] = Met }, Noon, default);

        using var store = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() });
        using var other = new EntityFrameworkVerdictCache(store);
        (await other.ReadAsync(["a"], Noon, default))["a"].Should().BeEquivalentTo(Met);
    }

    [Fact]
    public async Task ReadAndWrite_FromManyAtOnce_EachFindsWhatItKept()
    {
        await Task.WhenAll(Enumerable.Range(0, 512).Select(i => Task.Run(async () =>
        {
            string[] keys = [.. Enumerable.Range(0, 5).Select(k => string.Create(CultureInfo.InvariantCulture, $"{i}/{k}"))];
            (await _cache.ReadAsync(keys, Noon, default)).Should().BeEmpty();
            await _cache.WriteAsync(keys.ToDictionary(k => k, k => Met with { CriterionId = k }), Noon, default);
            (await _cache.ReadAsync(keys, Noon, default)).Should().HaveCount(5).And.OnlyContain(v => v.Key == v.Value.CriterionId);
        })));
    }

    [Fact]
    public async Task Use_FileDeletedOrLocked_FailsAsTheStoreDoes()
    {
        await _cache.WriteAsync(new Dictionary<string, Verdict> { ["a"] = Met }, Noon, default);
        File.Delete(_folder.Database());

        Func<Task> write = () => _cache.WriteAsync(new Dictionary<string, Verdict> { ["b"] = Met }, Noon, default);

        (await write.Should().ThrowAsync<RunStoreException>()).WithMessage($"The run store '{_folder.Database()}' was deleted, moved or replaced while it was written to.");
    }

    [Fact]
    public async Task Read_DatabaseOfSomethingElse_SaysSo()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Database())!);
        await File.WriteAllTextAsync(_folder.Database(), string.Concat(Enumerable.Repeat("this is a letter, not a database. ", 100)));

        Func<Task> read = () => _cache.ReadAsync(["a"], Noon, default);

        (await read.Should().ThrowAsync<RunStoreException>()).WithMessage("*It is another kind of file.");
    }

    [Fact]
    public async Task AddHindsightStorage_StoreAndCache_ShareOneWriter()
    {
        await using ServiceProvider services = new ServiceCollection().AddHindsightStorage(o => o.Path = _folder.Database()).BuildServiceProvider();

        await services.GetRequiredService<IVerdictCache>().WriteAsync(new Dictionary<string, Verdict> { ["a"] = Met }, Noon, default);

        await services.GetRequiredService<IRunStore>().FlushAsync(default);
        (await services.GetRequiredService<IVerdictCache>().ReadAsync(["a"], Noon, default)).Should().ContainSingle();
    }
}
