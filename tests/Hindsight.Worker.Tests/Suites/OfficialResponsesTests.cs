using System.Text.Json;
using Hindsight.Testing;
using Xunit.Abstractions;

namespace Hindsight.Worker.Tests.Suites;

/// <summary>
/// The whole program on responses whose official totals are known. Two instructions of IFEval are decided at random by its own program (a letter that is none): they are left out of the
/// comparison of verdicts, and each may move a total by one.
/// </summary>
public sealed class OfficialResponsesTests(ITestOutputHelper output) : IDisposable
{
    private const int AllPrompts = 541;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DataFact("ifeval")]
    public async Task Eval_ResponsesWithOfficialVerdicts_GivesTheOfficialTotals()
    {
        string data = ReferenceData.FolderOf("ifeval");
        List<JsonElement> official = [.. ReferenceData.ReadLines(Path.Combine(data, "gpt4_reference_results.jsonl"))];

        WorkerOutcome outcome = await WorkerCommand.RunAsync(
            _folder.Path, ["eval", "--suite", Path.Combine(data, "input_data.jsonl"), "--responses", Path.Combine(data, "gpt4_responses.jsonl"), "--partial", "--output", "out"]);

        outcome.ExitCode.Should().Be(0, outcome.Error);
        output.WriteLine(outcome.Output);
        Dictionary<string, JsonElement> answers = ReferenceData.ReadLines(_folder.PathOf("out", "answers.jsonl")).ToDictionary(a => a.GetProperty("key").GetString()!);
        answers.Keys.Should().BeEquivalentTo(official.Select(o => o.GetProperty("key").GetRawText()));
        int random = official.Sum(o => o.GetProperty("nondeterministic").GetArrayLength());
        foreach ((string reading, string verdict) in new[] { ("strict", "verdict"), ("loose", "loose") })
        {
            foreach (JsonElement expected in official)
            {
                HashSet<int> left = [.. expected.GetProperty("nondeterministic").EnumerateArray().Select(i => i.GetInt32())];
                bool[] ours = [.. answers[expected.GetProperty("key").GetRawText()].GetProperty("verdicts").EnumerateArray().Select(v => v.GetProperty(verdict).GetString() == "met")];
                ours.Where((_, i) => !left.Contains(i)).Should().Equal(Verdicts(expected, reading).Where((_, i) => !left.Contains(i)), $"{expected.GetProperty("key")}, {reading}");
            }

            Total($"prompt_{reading}").Should().BeCloseTo(official.Count(o => Verdicts(o, reading).All(v => v)), (uint)random);
            Total($"instruction_{reading}").Should().BeCloseTo(official.Sum(o => Verdicts(o, reading).Count(v => v)), (uint)random);
        }

        if (official.Count < AllPrompts) return;
        (Total("prompt_strict"), Total("instruction_strict"), Total("prompt_loose"), Total("instruction_loose")).Should().Match<(int, int, int, int)>(t =>
            Math.Abs(t.Item1 - 416) <= random && Math.Abs(t.Item2 - 697) <= random && Math.Abs(t.Item3 - 430) <= random && Math.Abs(t.Item4 - 713) <= random);
    }

    private int Total(string number) => (int)JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(_folder.PathOf("out", "results.json")))
        .GetProperty("numbers").GetProperty(number).GetProperty("reached").GetDouble();

    private static bool[] Verdicts(JsonElement result, string reading) => [.. result.GetProperty(reading).EnumerateArray().Select(v => v.GetBoolean())];
}
