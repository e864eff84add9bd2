using Hindsight.Storage;
using Hindsight.Testing;
using Hindsight.Training;
using Hindsight.Worker.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Tests.Commands;

public sealed class RunsCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("show", "first")]
    [InlineData("resume")]
    public async Task Runs_NoStore_SayTheyNeedOneAndMakeNone(params string[] command)
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["runs", .. command]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(Path.Combine(_folder.Path, "runs", "hindsight.db"));
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task RunsShow_KnownAndUnknownRun()
    {
        await SaveAsync("first", RunStatus.Stopped);

        WorkerOutcome known = await WorkerCommand.RunAsync(_folder.Path, ["runs", "show", "first"]);
        WorkerOutcome unknown = await WorkerCommand.RunAsync(_folder.Path, ["runs", "show", "second"]);

        known.ExitCode.Should().Be(0);
        known.Output.Should().StartWith("Run first\n").And.Contain("stopped, checkpoint at step 3");
        unknown.ExitCode.Should().Be(2);
        unknown.Error.Should().Be("There is no run 'second'; the newest are first.\n");
    }

    [Theory]
    [InlineData("0", "expected a number from 1")]
    [InlineData("7", "has no answer 7; 0 were looked through")]
    public async Task RunsShow_UnknownTrajectory_ExitsWithTwo(string trajectory, string fault)
    {
        await SaveAsync("first", RunStatus.Completed);

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["runs", "show", "first", "--trajectory", trajectory]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(fault);
    }

    [Fact]
    public async Task RunsList_RunThatNoProcessHas_WasInterrupted()
    {
        await SaveAsync("first", RunStatus.Running);
        using (RunLock.Take(Path.Combine(_folder.Path, "runs", "first")))
        {
            (await WorkerProcess.RunAsync(_folder.Path, ["runs", "list"])).Output.Should().Contain(" running ").And.NotContain("interrupted");
        }

        (await WorkerCommand.RunAsync(_folder.Path, ["runs", "list"])).Output.Should().Contain(" interrupted ").And.NotContain("running");
        (await WorkerCommand.RunAsync(_folder.Path, ["runs", "show", "first"])).Output.Should().Contain("interrupted, checkpoint at step 3");
    }

    private async Task SaveAsync(string id, RunStatus status)
    {
        await using ServiceProvider services = new ServiceCollection().AddHindsightStorage(o => o.Path = Path.Combine(_folder.Path, "runs", "hindsight.db")).BuildServiceProvider();
        IRunStore store = services.GetRequiredService<IRunStore>();
        await store.InitializeAsync(CancellationToken.None);
        await store.SaveRunAsync(
            new RunRecord { Id = id, StartedAt = DateTimeOffset.UnixEpoch, Seed = 7, Configuration = "{}", PromptsHash = "p", Status = status, CheckpointedStep = 3 }, CancellationToken.None);
    }
}
