using Hindsight.Testing;

namespace Hindsight.Worker.Tests.Training;

[Collection(TrainingProcesses.Name)]
public sealed class TrainProcessTests(TinyPolicy policy) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_InAPipe_PrintsPlainLinesAndTheTableAndLeavesAPolicyToUse()
    {
        WorkerOutcome train = await WorkerProcess.RunAsync(_folder.Path, ["train", "--run", "first", "--steps", "2", .. policy.Arguments()]);

        train.Should().Match<WorkerOutcome>(o => o.ExitCode == 0, train.Error);
        train.Output.Should().NotContain("\u001b").And.Contain("step 2/2").And.Contain("| pass rate").And.Contain("| greeting").And.Contain("| unfortunately (avoided)").And.Contain("tokens/s");
        string trained = Path.Combine(_folder.Path, "runs", "first", "policy");
        train.Output.TrimEnd().Should().EndWith(trained);

        (await RunAsync(["runs", "list"])).Output.Should().Contain("first").And.Contain("completed");
        (await RunAsync(["runs", "show", "first"])).Output.Should().Contain("Run first");
        (await RunAsync(["runs", "show", "first", "--trajectory", "1"])).Output.Should().Contain("== Draft").And.Contain("advantage");
        (await RunAsync(["eval", "--run", "first"])).Output.Should().Contain("before").And.Contain("after");
        WorkerOutcome chat = await WorkerProcess.RunAsync(_folder.Path, ["chat", "--policy", trained, "--max-tokens", "4"], input: "Hello\n");
        chat.Should().Match<WorkerOutcome>(o => o.ExitCode == 0 && o.Output.EndsWith('\n'), chat.Error);
        File.ReadAllLines(Path.Combine(_folder.Path, "runs", "first", "metrics.jsonl")).Should().HaveCount(2);
    }

    [Fact]
    public async Task Train_DryRun_PrintsTheEstimateAndChangesNothing()
    {
        WorkerOutcome outcome = await RunAsync(["train", "--dry-run", "--steps", "5", .. policy.Arguments()]);

        outcome.Should().Match<WorkerOutcome>(o => o.ExitCode == 0, outcome.Error);
        outcome.Output.Should().Contain("tokens sampled").And.Contain("judge calls").And.Contain("Memory:").And.Contain("5 steps");
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Theory]
    [InlineData("--policy", "nowhere", "nowhere")]
    [InlineData("--device", "cuda:99", "cuda:99")]
    [InlineData("--rubric", "none", "found no rubric 'none'")]
    [InlineData("--tasks", "none.jsonl", "none.jsonl")]
    public async Task Train_BadInput_ExitsWithTwoAndChangesNothing(string flag, string value, string fault)
    {
        WorkerOutcome outcome = await RunAsync(["train", "--steps", "1", .. policy.Arguments().Where((_, i) => flag != "--policy" || i > 1).Where((_, i) => flag != "--device" || i is not (2 or 3)), flag, value]);

        outcome.ExitCode.Should().Be(2, outcome.Error);
        outcome.Error.Should().Contain(fault).And.NotContain("   at ");
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Theory]
    [InlineData("train")]
    [InlineData("train", "--dry-run")]
    [InlineData("serve")]
    public async Task Train_BadFlagsSettingsTasksRubricAndPolicy_NamesEveryFaultAtOnce(params string[] command)
    {
        string tasks = _folder.Write("tasks.jsonl", "{\"id\":\"a\",\"prompt\":4}\n"), rubric = _folder.Write("rubrics/mine.yaml", "criteria: 3\n");
        string prompt = _folder.Write("prompts/Judge/YesNo/skprompt.txt", "");

        WorkerOutcome outcome = await RunAsync(
        [
            .. command, "--run", "no name", "--policy", "nowhere", "--tasks", "tasks.jsonl", "--rubric", "mine",
            "--set", "Seed", "--set", "Sed=1", "--set", "Training", "--set", "Training:GroupSize=1",
        ]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().ContainAll(
            "--set Seed is not KEY=VALUE.", "--set Training is not KEY=VALUE.", "Hindsight:Sed is not a setting", "Hindsight:Training:GroupSize is 1", "'no name' cannot be a run's name",
            $"{prompt}: the prompt is empty", $"{tasks}:1:", $"{rubric}:1:", Path.Combine(_folder.Path, "nowhere"));
        Directory.Exists(Path.Combine(_folder.Path, "runs")).Should().BeFalse();
    }

    [Fact]
    public async Task Train_FaultyPolicySettings_NamesThemAndTheFaultsOfItsFiles()
    {
        WorkerOutcome outcome = await RunAsync(["train", "--policy", "nowhere", "--dtype", "int3"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().ContainAll("Hindsight:Policy:Dtype is 'int3'", Path.Combine(_folder.Path, "nowhere"));
    }

    [Fact]
    public async Task Resume_BrokenCheckpoint_IsBadInputUntilTheRunHasBegun()
    {
        (await RunAsync(["train", "--run", "first", "--steps", "1", .. policy.Arguments()])).ExitCode.Should().Be(0);
        string checkpoint = Path.Combine(_folder.Path, "runs", "first", "checkpoints", "step-000001"), state = Path.Combine(checkpoint, "training.json"), whole = File.ReadAllText(state);

        File.WriteAllText(state, whole[..20]);
        WorkerOutcome unreadable = await RunAsync(["runs", "resume", "first", "--steps", "2"]);
        unreadable.ExitCode.Should().Be(2, unreadable.Error);
        unreadable.Error.Should().Contain(checkpoint);
        (await RunAsync(["runs", "list"])).Output.Should().Contain(" completed ", "nothing was changed");

        File.WriteAllText(state, whole);
        File.Delete(Path.Combine(checkpoint, "model.safetensors"));
        WorkerOutcome failed = await RunAsync(["runs", "resume", "first", "--steps", "2"]);
        failed.ExitCode.Should().Be(1, failed.Error);
        failed.Error.Should().Contain(checkpoint);
        (await RunAsync(["runs", "list"])).Output.Should().Contain(" failed ");
    }

    private Task<WorkerOutcome> RunAsync(string[] args) => WorkerCommand.RunAsync(_folder.Path, args);
}
