using System.Globalization;
using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Worker.Tests.Training;

namespace Hindsight.Worker.Tests.Revisions;

/// <summary>The command as a person meets it, and that its output is what <c>tune</c> learns from.</summary>
[Collection(TrainingProcesses.Name)]
public sealed class RevisionsProcessTests(TinyPolicy policy) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Revisions_EmbeddedDefault_WritesWhatTuneLearnsFrom()
    {
        _folder.Write("tasks.jsonl", Tasks(6) + """{"id":"secret","prompt":"Order B-77?","criteria":[{"id":"comma","check":"ifeval/punctuation:no_comma"}],"split":"heldout"}""" + "\n");

        WorkerOutcome revisions = await RunAsync("tasks", "revisions", "--tasks", "tasks.jsonl", "--output", "revisions.jsonl", "--samples", "2", "--device", "cpu", "--threads", "1");

        revisions.ExitCode.Should().Be(0, revisions.Error);
        revisions.Output.Should().Contain("| training tasks").And.Contain("| drafts").And.Contain("| word_count").And.EndWith($"conversations, in {Path.Combine(_folder.Path, "revisions.jsonl")}\n");
        Cell(revisions.Output, "training tasks").Should().Be(6);
        Cell(revisions.Output, "drafts").Should().Be(12);
        string[] lines = File.ReadAllLines(Path.Combine(_folder.Path, "revisions.jsonl"));
        lines.Should().HaveCount(Cell(revisions.Output, "mended")).And.HaveCountGreaterThan(4).And.NotContain(line => line.Contains("B-77"), "held-out tasks are never used");
        foreach (JsonElement[] messages in lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("messages").EnumerateArray().ToArray()))
        {
            messages.Select(m => m.GetProperty("role").GetString()).Should().Equal("user", "assistant", "user", "assistant");
            messages[1].GetProperty("train").GetBoolean().Should().BeFalse("the failed draft is not learned");
            messages[2].GetProperty("content").GetString().Should().StartWith("Revise your answer.").And.Contain("It must also:\n- ");
            messages[3].TryGetProperty("train", out _).Should().BeFalse();
            messages[3].GetProperty("content").GetString().Should().EndWith("Bye for now.");
            messages[1].GetProperty("content").GetString().Should().NotEndWith("Bye for now.");
        }

        WorkerOutcome again = await RunAsync("tasks", "revisions", "--tasks", "tasks.jsonl", "--output", "again.jsonl", "--samples", "2", "--device", "cpu", "--threads", "1");
        again.ExitCode.Should().Be(0, again.Error);
        File.ReadAllLines(Path.Combine(_folder.Path, "again.jsonl")).Should().Equal(lines);

        WorkerOutcome tune = await RunAsync("tune", "--data", "revisions.jsonl", "--output", "tuned", "--device", "cpu", "--threads", "1", "--epochs", "8", "--learning-rate", "0.003");
        tune.ExitCode.Should().Be(0, tune.Error);
        double[] losses = [.. tune.Output.Split('\n').Where(l => l.StartsWith("step ", StringComparison.Ordinal)).Select(l => double.Parse(l.Split("loss ")[1].Split(' ')[0], CultureInfo.InvariantCulture))];
        losses[^1].Should().BeLessThan(losses[0]);
    }

    [Fact]
    public async Task Revisions_AlsoPlain_WritesEveryAnswerToItsTaskToo()
    {
        _folder.Write("tasks.jsonl", Tasks(2));

        WorkerOutcome outcome = await RunAsync("tasks", "revisions", "--tasks", "tasks.jsonl", "--output", "r.jsonl", "--samples", "1", "--also-plain", "--device", "cpu", "--threads", "1");

        outcome.ExitCode.Should().Be(0, outcome.Error);
        string[][] contents = [.. File.ReadLines(Path.Combine(_folder.Path, "r.jsonl")).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("content").GetString()!).ToArray())];
        contents.Should().HaveCount(2 * Cell(outcome.Output, "mended"));
        for (int i = 0; i < contents.Length; i += 2) contents[i + 1].Should().Equal(contents[i][0], contents[i][^1]);
    }

    [Fact]
    public async Task Revisions_Signal_EndsWithItsCodeAndWritesNothing()
    {
        _folder.Write("tasks.jsonl", Tasks(400));

        WorkerOutcome outcome = await WorkerProcess.RunAsync(
            _folder.Path, ["tasks", "revisions", "--tasks", "tasks.jsonl", "--output", "r.jsonl", "--policy", policy.Path, "--device", "cpu", "--threads", "1", "--set", "Sampling:MaxTokens=32"],
            watch: (process, line) => Signals.Send(process, Signals.Interrupt, when: line.StartsWith("tasks 16/", StringComparison.Ordinal)));

        outcome.ExitCode.Should().Be(130, outcome.Error);
        outcome.Output.Should().EndWith("Stopped; nothing is written.\n");
        Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Should().Equal("tasks.jsonl");
    }

    [Fact]
    public async Task Revisions_InputThatCannotBeUsed_IsRefusedWithEveryFault()
    {
        _folder.Write("held.jsonl", """{"id":"a","prompt":"p","criteria":[{"id":"comma","check":"ifeval/punctuation:no_comma"}],"split":"heldout"}""");

        WorkerOutcome outcome = await RunAsync("tasks", "revisions", "--tasks", "held.jsonl", "--output", "r.jsonl", "--samples", "0");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("--samples is 0; expected at least 1.").And.Contain("every task is held out");
        File.Exists(Path.Combine(_folder.Path, "r.jsonl")).Should().BeFalse();
    }

    private static string Tasks(int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $$$"""{"id":"t{{{i}}}","prompt":"Order A-{{{i}}} is late. Write the reply.","criteria":[{"id":"end","check":"ends_with","arguments":{"texts":["Bye for now."]}},{"id":"words","check":"word_count","arguments":{"max":12}}],"split":"train"}""" + "\n"));

    private static int Cell(string output, string row) =>
        int.Parse(output.Split('\n').Single(line => line.StartsWith($"| {row} ", StringComparison.Ordinal)).Split('|')[2], NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private Task<WorkerOutcome> RunAsync(params string[] args) => WorkerCommand.RunAsync(_folder.Path, args);
}
