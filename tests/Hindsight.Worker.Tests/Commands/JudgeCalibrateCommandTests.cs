using System.Text.Json;
using Hindsight.Testing;

namespace Hindsight.Worker.Tests.Commands;

/// <summary>The whole command against judges on loopback whose habits are known. A criterion's text says what is true of it; an answer's length is its number of <c>#</c>.</summary>
public sealed class JudgeCalibrateCommandTests : IDisposable
{
    private const int Answers = 15, LongerThan = 100;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Calibrate_JudgesOfKnownHabits_FindsThem()
    {
        await using ScriptedJudge honest = await Judge((criterion, _, _) => criterion.IsTrue);
        await using ScriptedJudge likesLong = await Judge((criterion, _, length) => criterion.IsTrue || length > LongerThan);
        await using ScriptedJudge likesFirst = await Judge((criterion, place, _) => criterion.IsTrue || place == 0);
        _folder.Write("labels.jsonl", string.Concat(Enumerable.Range(1, Answers).Select(i => $$$"""
            {"id": "a{{{i}}}", "prompt": "Question {{{i}}}", "answer": "{{{new string('#', 10 * i + 1)}}}", "criteria": [{"id": "x", "text": "no"}, {"id": "y", "text": "yes"}, {"id": "z", "text": "no"}], "labels": {"x": "unmet", "y": "met", "z": "unmet"}}

            """)));

        WorkerOutcome outcome = await RunAsync(("honest", honest), ("long", likesLong), ("first", likesFirst));

        outcome.ExitCode.Should().Be(0, outcome.Error);
        JsonElement report = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(_folder.PathOf("report.json")));
        Dictionary<string, JsonElement> judges = report.GetProperty("judges").EnumerateArray().ToDictionary(j => j.GetProperty("judge").GetString()!);
        judges.Keys.Should().Equal("honest", "long", "first", "trio");
        judges.Values.Should().OnlyContain(j => j.GetProperty("decided").GetInt32() == 3 * Answers);
        judges.Values.Select(j => j.GetProperty("is_panel").GetBoolean()).Should().Equal(false, false, false, true);

        (Number(judges["honest"], "accuracy"), Number(judges["honest"], "kappa"), Number(judges["honest"], "position", "flips"), Number(judges["honest"], "length", "difference")).Should().Be((1, 1, 0, 0));
        // Every longest third is longer than the limit, every shortest is not.
        (Number(judges["long"], "position", "flips"), Number(judges["long"], "length", "difference"), Number(judges["long"], "length", "difference_interval", "low")).Should().Be((0, 1, 1));
        Number(judges["long"], "length", "correlation").Should().BeGreaterThan(0.4);
        Number(judges["long"], "false_met").Should().BeApproximately(6.0 / Answers, 1e-12);
        // Whichever of the two outer criteria stands first is met: in two orders that is each once.
        (Number(judges["first"], "position", "first_met"), Number(judges["first"], "position", "last_met"), Number(judges["first"], "length", "difference")).Should().Be((1, 0, 0));
        Number(judges["first"], "position", "flips").Should().BeApproximately(2.0 / 3, 1e-12);
        Number(judges["first"], "position", "p_value").Should().BeLessThan(1e-6);
        Number(judges["honest"], "position", "p_value").Should().Be(1);
        // Two of three are wrong of the first criterion of long answers alone.
        Number(judges["trio"], "accuracy").Should().BeApproximately(1 - 6.0 / (3 * Answers), 1e-12);
        Number(judges["trio"], "usage", "calls").Should().Be(3 * 2 * Answers);

        report.GetProperty("pairs").GetArrayLength().Should().Be(6);
        honest.Requests.Should().HaveCount(2 * 2 * Answers, "each answer in two orders, for the judge alone and for the panel");
        outcome.Output.Should().Contain("| falsely met ").And.Contain("trio (panel)").And.Contain("< 0.001").And.Contain("The 3 judges agree in ");
    }

    [Fact]
    public async Task Calibrate_InfoBenchAndAJudgeThatFails_CountsTheCauseAndDrawsTheLimit()
    {
        await using ScriptedJudge down = await ScriptedJudge.StartAsync(ScriptedJudge.Status(500));
        _folder.Write("labels.jsonl", string.Concat(Enumerable.Range(1, 4).Select(i =>
            $$"""{"id": "t{{i}}", "instruction": "Write.", "input": "", "decomposed_questions": ["Is it?"], "output": "It is.", "eval": [true]}""" + "\n")));

        WorkerOutcome outcome = await RunAsync([("down", down)], "--judges", "down", "--limit", "3");

        outcome.ExitCode.Should().Be(1, "a judge that decided nothing was not measured");
        outcome.Output.Should().MatchRegex(@"\| decided +\| +0 \|").And.MatchRegex(@"\| unknown: JudgeTransport +\| +3 \|").And.MatchRegex(@"\| accuracy +\| +- \|");
        down.Requests.Should().HaveCount(3, "a single criterion has no other order");
    }

    [Fact]
    public async Task Calibrate_FaultyInput_NamesAllAndAsksNobody()
    {
        string labels = _folder.Write("labels.jsonl", "{\"id\": \"a\", \"prompt\": \"p\", \"answer\": \"x\", \"criteria\": [{\"id\": \"c\", \"text\": \"t\"}], \"labels\": {\"c\": true}}\n");

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["judge", "calibrate", "--labels", "labels.jsonl", "--judges", "nobody"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.TrimEnd('\n').Split('\n').Should().SatisfyRespectively(
            line => line.Should().Be("--judges: found the judge's name 'nobody', expected none: no judge is configured."),
            line => line.Should().StartWith($"{labels}:1:").And.EndWith("found true, expected met or unmet for 'c'."));
    }

    private static Task<ScriptedJudge> Judge(Func<(string Id, bool IsTrue), int, int, bool> isMet) => ScriptedJudge.StartAsync(http =>
    {
        string asked = ScriptedJudge.RequestOf(http).GetProperty("messages")[1].GetProperty("content").GetString()!;
        (string Id, bool IsTrue)[] criteria = [.. asked.Split('\n').Where(line => line.StartsWith("{\"criterion\"", StringComparison.Ordinal)).Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Select(line => (line.GetProperty("criterion").GetString()!, line.GetProperty("text").GetString() == "yes"))];
        return ScriptedJudge.Says(ScriptedJudge.Verdicts([.. criteria.Select((c, place) => (c.Id, isMet(c, place, asked.Count(letter => letter == '#')) ? "met" : "unmet"))]))(http);
    });

    private Task<WorkerOutcome> RunAsync(params (string Name, ScriptedJudge Judge)[] judges) =>
        RunAsync(judges, "--judges", "honest,long,first,trio", "--json", "report.json", "--set", "Panels:trio:Judges=honest,long,first");

    private Task<WorkerOutcome> RunAsync((string Name, ScriptedJudge Judge)[] judges, params string[] more) => WorkerCommand.RunAsync(_folder.Path,
    [
        "judge", "calibrate", "--labels", "labels.jsonl", "--set", "Cache:Enabled=false", .. more,
        .. judges.SelectMany(j => new[] { "--set", $"Judges:{j.Name}:Endpoint={j.Judge.Endpoint}", "--set", $"Judges:{j.Name}:Model=m", "--set", $"Judges:{j.Name}:Retries=0" }),
    ]);

    private static double Number(JsonElement judge, params string[] path) => path.Aggregate(judge, (value, name) => value.GetProperty(name)).GetDouble();
}
