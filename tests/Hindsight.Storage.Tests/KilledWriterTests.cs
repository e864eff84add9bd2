using System.Diagnostics;
using System.Globalization;
using Hindsight.Testing;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Storage.Tests;

public sealed class KilledWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_WhileItWrites_LeavesAStoreWithAllThatWasDurableAndNoHalves()
    {
        int durable = await WriteAndKillAsync(flushes: 10);

        await using var store = new EntityFrameworkRunStore(new StorageOptions { Path = _folder.Database() });
        await store.InitializeAsync(default);
        IReadOnlyList<Trajectory> trajectories = await store.ReadTrajectoriesAsync("run", null, default);
        IReadOnlyList<StepReport> steps = await store.ReadStepsAsync("run", default);

        steps.Select(s => s.Step).Should().Equal(Enumerable.Range(1, steps.Count), "rows are stored in the order in which they were recorded");
        steps.Count.Should().BeGreaterThanOrEqualTo(durable);
        trajectories.Should().OnlyContain(t => t.Grade.Verdicts.Count == 3);
        trajectories.Where(t => t.Step <= durable).Should().HaveCount(durable * 8);

        // It goes on from there.
        await store.RewindAsync("run", durable - 1, default);
        await store.RecordStepAsync("run", Records.Report(durable), default);
        (await store.ReadStepsAsync("run", default)).Should().HaveCount(durable);
    }

    private async Task<int> WriteAndKillAsync(int flushes)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(Program).Assembly.Location, _folder.Database()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        int durable = 0;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (int i = 0; i < flushes; i++)
        {
            string line = await process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException($"The writer ended: {await errors}");
            durable = int.Parse(line, CultureInfo.InvariantCulture);
        }
        process.Kill();
        await process.WaitForExitAsync(limit.Token);
        return durable;
    }
}
