using System.Text.Json;
using Hindsight.Testing;

namespace Hindsight.Worker.Tests.Training;

/// <summary>A rubric file that is edited while the program runs.</summary>
[Collection(TrainingProcesses.Name)]
public sealed class EditedRubricProcessTests(TinyPolicy policy) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train")]
    [InlineData("serve")]
    public async Task RubricFile_EditedBetweenSteps_IsTakenUpOrRefusedAndLogged(string command)
    {
        string path = _folder.Write("rubrics/desk.yaml", Rubric(12));
        _folder.Write("tasks.jsonl", string.Concat(Enumerable.Range(0, 4).Select(i => $$"""{"id": "t{{i}}", "prompt": "Write a reply.", "split": "train"}""" + "\n")));

        WorkerOutcome outcome = await WorkerProcess.RunAsync(
            _folder.Path, [command, "--run", "first", "--steps", "100000", "--tasks", "tasks.jsonl", "--rubric", "desk", .. policy.Arguments()],
            watch: (process, line) =>
            {
                if (line.Contains("tep 1/", StringComparison.Ordinal)) Replace(path, Rubric(30));
                if (line.Contains("arguments: {\"min\":12} → {\"min\":30}", StringComparison.Ordinal)) Replace(path, "criteria: 3\n");
                Signals.Send(process, Signals.Terminate, when: line.Contains("desk.yaml:1:11: found the number 3", StringComparison.Ordinal));
            });

        outcome.ExitCode.Should().Be(command == "train" ? 143 : 0, outcome.Error);
        string log = command == "train" ? outcome.Output : outcome.Error;
        log.Should().Contain("rubric 'desk': version ").And.Contain(" cannot be used; version ");
        string[] edits = [.. File.ReadLines(_folder.PathOf("runs", "first", "metrics.jsonl")).SelectMany(Edits)];
        edits.Should().HaveCount(4, "each edit is told once");
        (await WorkerCommand.RunAsync(_folder.Path, ["runs", "show", "first"])).Output.Should().ContainAll("{\"min\":12} → {\"min\":30}", "found the number 3");
    }

    private static string Rubric(int words) => $"criteria:\n  - {{ id: long, text: Is long, check: word_count, arguments: {{ min: {words} }} }}\n";

    // As editors save: a reader never sees half a file.
    private static void Replace(string path, string content)
    {
        File.WriteAllText(path + ".new", content);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static IEnumerable<string> Edits(string line)
    {
        using JsonDocument report = JsonDocument.Parse(line);
        return [.. report.RootElement.GetProperty("rubric_changes").EnumerateArray().Select(e => e.GetString()!)];
    }
}
