using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Hindsight.Testing;
using Hindsight.Worker.Tests.Training;

namespace Hindsight.Worker.Tests.Tuning;

/// <summary>The command as a person meets it: what it writes, refuses, and goes on with.</summary>
[Collection(TrainingProcesses.Name)]
public sealed class TuneProcessTests : IDisposable
{
    private readonly TinyPolicy _policy;
    private readonly TemporaryFolder _folder = new();

    public TuneProcessTests(TinyPolicy policy)
    {
        _policy = policy;
        string Line(int i, string more) => $$"""{"messages":[{"role":"user","content":"Order {{i}}"},{"role":"assistant","content":"Dear customer, order {{i * 7}} is on its way. We are sorry."}]{{more}}}""" + "\n";
        _folder.Write("data.jsonl", string.Concat(Enumerable.Range(0, 12).Select(i => Line(i, i % 4 == 3 ? ",\"split\":\"heldout\"" : ""))));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tune_Conversations_LowersTheLossOfWhatIsHeldOutAndWritesAPolicy()
    {
        WorkerOutcome tune = await TuneAsync("tuned", epochs: 20);

        tune.Should().Match<WorkerOutcome>(o => o.ExitCode == 0, tune.Error);
        tune.Output.Should().StartWith("9 conversations, ").And.Contain("; 3 held out; 0 longer").And.EndWith($"{Path.Combine(_folder.Path, "tuned")}\n");
        double[] heldOut = [.. tune.Output.Split('\n').Where(l => l.StartsWith("held-out loss", StringComparison.Ordinal)).Select(l => double.Parse(l.Split(": ")[1], CultureInfo.InvariantCulture))];
        heldOut.Should().HaveCount(2);
        heldOut[1].Should().BeLessThan(heldOut[0] / 2);
        Directory.Exists(Path.Combine(_folder.Path, "tuned.tuning")).Should().BeFalse("nothing is left of what is complete");
        (await RunAsync("policy", "info", "--policy", "tuned")).Output.Should().Contain("| parameters");
        (await TuneAsync("tuned", epochs: 20)).Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("not empty"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tune_InterruptedThenKilledThenResumed_WritesTheSameBits(bool lora)
    {
        // Five steps each; two pages of their lines, by which the process may be ahead of what is read here, are some 140.
        const int epochs = 60;
        string[] more = lora ? ["--lora"] : [];
        WorkerOutcome whole = await TuneAsync("whole", epochs, null, more);
        whole.ExitCode.Should().Be(0, whole.Error);
        int steps = whole.Output.Split('\n').Count(l => l.StartsWith("step ", StringComparison.Ordinal));

        WorkerOutcome interrupted = await TuneAsync("parts", epochs, (process, line) => Signals.Send(process, Signals.Interrupt, line.StartsWith("step 3/", StringComparison.Ordinal)), more);
        interrupted.ExitCode.Should().Be(130, interrupted.Error);
        int at = interrupted.Output.Split('\n').Count(l => l.StartsWith("step ", StringComparison.Ordinal));
        interrupted.Output.Should().Contain($"Stopped after step {at};").And.Contain("--resume");
        Directory.Exists(Path.Combine(_folder.Path, "parts.tuning", "checkpoints", $"step-{at:D6}")).Should().BeTrue();
        Directory.Exists(Path.Combine(_folder.Path, "parts")).Should().BeFalse();

        WorkerOutcome killed = await TuneAsync("parts", epochs, (process, line) => Signals.Send(process, Signals.Kill, line.StartsWith($"step {at + 6}/", StringComparison.Ordinal)), [.. more, "--resume"]);
        killed.ExitCode.Should().Be(137);
        killed.Output.Should().Contain($"step {at + 1}/").And.NotContain($"step {at}/");

        WorkerOutcome resumed = await TuneAsync("parts", epochs, null, [.. more, "--resume"]);
        resumed.ExitCode.Should().Be(0, resumed.Error);
        resumed.Output.Should().Contain($"step {steps}/").And.NotContain($"step {at + 1}/");
        Hashes("parts").Should().Equal(Hashes("whole"));
    }

    [Fact]
    public async Task Tune_UnfinishedOneBesideOtherFlags_IsRefusedByEachDifference()
    {
        (await TuneAsync("tuned", 30, null, ["--resume"])).Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("there is no unfinished tuning"));
        WorkerOutcome interrupted = await TuneAsync("tuned", 100, (process, line) => Signals.Send(process, Signals.Interrupt, line.StartsWith("step 3/", StringComparison.Ordinal)));
        interrupted.ExitCode.Should().Be(130, interrupted.Error);
        (await TuneAsync("tuned", 100)).Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("--resume continues it"));
        File.AppendAllText(Path.Combine(_folder.Path, "data.jsonl"), "\n");

        WorkerOutcome outcome = await TuneAsync("tuned", 31, null, ["--resume", "--seed", "9"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().ContainAll("Data is ", "Options:Seed is 9; the tuning was begun with 1", "Options:Optimizer:Epochs is 31; the tuning was begun with 100");
    }

    [Fact]
    public async Task Tune_FaultyData_NamesEveryLineAndChangesNothing()
    {
        string path = _folder.Write("bad.jsonl", """
            {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}
            {"messages":[{"role":"user","content":"a"}]}
            nonsense
            {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":""}]}
            {"messages":[{"role":"assistant","content":"b"}],"split":"dev"}
            """);

        WorkerOutcome outcome = await RunAsync("tune", "--policy", _policy.Path, "--data", "bad.jsonl", "--output", "tuned");

        outcome.ExitCode.Should().Be(2);
        string[] lines = outcome.Error.TrimEnd().Split('\n');
        lines.Should().HaveCount(4);
        lines[0].Should().StartWith($"{path}:2:1: found no message of the assistant");
        lines[1].Should().StartWith($"{path}:3:2: found broken JSON");
        lines[2].Should().StartWith($"{path}:4:1: found no token in the assistant's messages");
        lines[3].Should().StartWith($"{path}:5:58: found the text 'dev', expected train or heldout");
        Directory.EnumerateDirectories(_folder.Path).Should().BeEmpty();
        (await RunAsync("tune", "--policy", _policy.Path, "--data", "nowhere.jsonl", "--output", "tuned")).Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("nowhere.jsonl"));
    }

    private Dictionary<string, string> Hashes(string folder) => Directory.EnumerateFiles(Path.Combine(_folder.Path, folder))
        .ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))));

    private Task<WorkerOutcome> TuneAsync(string output, int epochs, Action<Process, string>? watch = null, string[]? more = null)
    {
        string[] args =
        [
            "tune", "--policy", _policy.Path, "--data", "data.jsonl", "--output", output, "--device", "cpu", "--threads", "1",
            "--epochs", $"{epochs}", "--learning-rate", "0.03", "--batch-tokens", "200", "--checkpoint-every", "4", .. more ?? [],
        ];
        return watch is null ? RunAsync(args) : WorkerProcess.RunAsync(_folder.Path, args, watch: watch);
    }

    private Task<WorkerOutcome> RunAsync(params string[] args) => WorkerCommand.RunAsync(_folder.Path, args);
}
