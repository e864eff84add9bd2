using Hindsight.Testing;

namespace Hindsight.Worker.Tests.Training;

[Collection(TrainingProcesses.Name)]
public sealed class SignalTests(TinyPolicy policy) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Signals.Interrupt, 130)]
    [InlineData(Signals.Terminate, 143)]
    public async Task Train_Signal_EndsAfterTheStepInHandAndResumes(int signal, int exitCode)
    {
        WorkerOutcome stopped = await WorkerProcess.RunAsync(
            _folder.Path, ["train", "--run", "first", "--steps", "100000", .. policy.Arguments("--set", "Checkpoints:Every=1000")],
            watch: (process, line) => Signals.Send(process, signal, when: line.StartsWith("step 2/", StringComparison.Ordinal)));

        stopped.ExitCode.Should().Be(exitCode, stopped.Error);
        int steps = File.ReadAllLines(Path.Combine(_folder.Path, "runs", "first", "metrics.jsonl")).Length;
        stopped.Output.Should().Contain($"Stopped after step {steps};").And.Contain($"step-{steps:D6}").And.Contain("runs resume first");
        Directory.Exists(Path.Combine(_folder.Path, "runs", "first", "checkpoints", $"step-{steps:D6}")).Should().BeTrue();

        WorkerOutcome resumed = await WorkerCommand.RunAsync(_folder.Path, ["runs", "resume", "first", "--steps", $"{steps + 1}"]);

        resumed.ExitCode.Should().Be(0, resumed.Error);
        resumed.Output.Should().Contain($"step {steps + 1}/{steps + 1}").And.NotContain("held-out after step 0");
    }

    [Fact]
    public async Task Train_SecondSignal_EndsAtOnce()
    {
        WorkerOutcome outcome = await WorkerProcess.RunAsync(
            _folder.Path, ["train", "--steps", "1", .. policy.Arguments("--set", "Training:GroupSize=1024", "--set", "Training:PromptsPerStep=64", "--set", "Sampling:MaxTokens=512")],
            watch: (process, line) =>
            {
                Signals.Send(process, Signals.Terminate, when: line.StartsWith("held-out after step 0", StringComparison.Ordinal));
                Signals.Send(process, Signals.Terminate, when: line.StartsWith("Stopping after", StringComparison.Ordinal));
            });

        outcome.ExitCode.Should().Be(143);
        outcome.Output.Should().NotContain("Stopped after step");
        (await WorkerCommand.RunAsync(_folder.Path, ["runs", "list"])).Output.Should().Contain(" interrupted ");
    }

    [Fact]
    public async Task Serve_Signal_EndsWithZeroAndGoesOnWithTheSameRun()
    {
        string[] args = ["serve", "--steps", "100000", .. policy.Arguments()];
        WorkerOutcome first = await WorkerProcess.RunAsync(_folder.Path, args, watch: (process, line) => Signals.Send(process, Signals.Terminate, when: line.Contains("Step 2/", StringComparison.Ordinal)));
        first.ExitCode.Should().Be(0, first.Error);
        string run = Directory.GetDirectories(Path.Combine(_folder.Path, "runs")).Should().ContainSingle().Subject;

        // How many steps the first came to depends on when the signal reached it.
        int steps = File.ReadAllLines(Path.Combine(run, "metrics.jsonl")).Length;
        WorkerOutcome second = await WorkerProcess.RunAsync(_folder.Path, args, watch: (process, line) => Signals.Send(process, Signals.Interrupt, when: line.Contains($"Step {steps + 1}/", StringComparison.Ordinal)));

        second.ExitCode.Should().Be(0, second.Error);
        second.Error.Should().NotContain($"Step {steps}/").And.Contain($"Step {steps + 1}/");
        Directory.GetDirectories(Path.Combine(_folder.Path, "runs")).Should().Equal(run);
    }

    [Fact]
    public async Task Serve_AfterItsTraining_StaysUpUntilItIsStopped()
    {
        WorkerOutcome outcome = await WorkerProcess.RunAsync(
            _folder.Path, ["serve", "--run", "mine", "--steps", "1", .. policy.Arguments()],
            watch: (process, line) => Signals.Send(process, Signals.Terminate, when: line.Contains("Run mine is complete", StringComparison.Ordinal)));

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Error.Should().Contain("Stopping after the work in hand");
    }
}
