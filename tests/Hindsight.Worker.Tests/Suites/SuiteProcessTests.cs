using System.Diagnostics;
using System.Text.Json;
using Hindsight.Checks;
using Hindsight.Testing;
using Hindsight.Worker.Tests.Training;

namespace Hindsight.Worker.Tests.Suites;

/// <summary>Measuring on a suite as a person meets it: what it prints, writes, refuses, and goes on with.</summary>
[Collection(TrainingProcesses.Name)]
public sealed class SuiteProcessTests(TinyPolicy policy) : IDisposable
{
    // So many that a signal, sent when a line is read, always reaches a process that has most of its work before it: 80 were over before it came.
    private const int Prompts = 500;

    private static readonly string[] Files = ["answers.jsonl", "evaluation.json", "results.json"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eval_InterruptedThenKilledThenResumed_WritesTheSameBytes()
    {
        WriteSuite();
        WorkerOutcome whole = await SampleAsync("whole");
        whole.ExitCode.Should().Be(0, whole.Error);

        WorkerOutcome interrupted = await SampleAsync("parts", (process, line) => Signals.Send(process, Signals.Interrupt, line == $"4/{Prompts} answers"));
        interrupted.ExitCode.Should().Be(130, interrupted.Error);
        int at = Lines("parts").Length;
        interrupted.Output.Should().Be($"Stopped after {at} of {Prompts} answers; they lie in {_folder.PathOf("parts")}. The same command goes on.\n");

        WorkerOutcome killed = await SampleAsync("parts", (process, line) => Signals.Send(process, Signals.Kill, line == $"{at + 8}/{Prompts} answers"));
        killed.ExitCode.Should().Be(137);
        killed.Error.Should().StartWith($"{at + 2}/{Prompts} answers\n");
        // What a kill in the middle of a batch leaves: half of it, and half of a line.
        string[] kept = Lines("parts");
        File.WriteAllText(Answers("parts"), string.Concat(kept[..^1]) + kept[^1][..20]);

        WorkerOutcome resumed = await SampleAsync("parts");
        resumed.ExitCode.Should().Be(0, resumed.Error);
        resumed.Error.Should().StartWith($"{kept.Length}/{Prompts} answers\n", "the batch that was cut off is made again, and none before it");
        foreach (string file in Files) File.ReadAllBytes(_folder.PathOf("parts", file)).Should().Equal(File.ReadAllBytes(_folder.PathOf("whole", file)), file);
        resumed.Output.Replace("parts", "whole", StringComparison.Ordinal).Should().Be(whole.Output);
        (await SampleAsync("parts")).Should().Match<WorkerOutcome>(o => o.ExitCode == 0 && o.Error.Length == 0 && o.Output == resumed.Output, "what is complete is only printed");
    }

    [Fact]
    public async Task Eval_IfBenchRowsAndResponses_AreGradedInBothReadings()
    {
        // The form of the rows as published: keys are texts, and arguments that an instruction does not take are null.
        _folder.Write("suite.jsonl", """
            {"key": "10", "prompt": "Write about rain and use three numbers.", "instruction_id_list": ["count:numbers"], "kwargs": [{"N": 3, "capital_frequency": null, "keyword": null, "small_n": null, "prompt_to_repeat": null}]}
            {"key": "11", "prompt": "Write about snow, word upon word.", "instruction_id_list": ["words:repeats", "format:no_whitespace"], "kwargs": [{"N": null, "small_n": 2}, {"N": null, "small_n": null}]}
            {"key": "12", "prompt": "Write about fog and use both words.", "instruction_id_list": ["count:word_count_range", "sentence:keyword"], "kwargs": [{"min_words": 3, "max_words": 6}, {"word": "fog", "N": 2}]}
            """);
        _folder.Write("responses.jsonl", """
            {"prompt": "Write about rain and use three numbers.", "response": "Here it is:\n7 drops, 8 drops, 9 drops. 10 more."}
            {"prompt": "Write about snow, word upon word.", "response": "Here you are\nsnow"}
            {"prompt": "Write about fog and use both words.", "response": "It is grey. The fog came."}
            """);

        WorkerOutcome outcome = await RunAsync(["eval", "--suite", "suite.jsonl", "--responses", "responses.jsonl", "--output", "out"]);

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Output.Should().Contain("| count:numbers").And.Contain("| format:no_whitespace").And.Contain("3 prompts, 3 answers graded");
        (string Key, string Name, string Strict, string Loose)[] verdicts = [.. Lines("out").Select(l => JsonSerializer.Deserialize<JsonElement>(l)).SelectMany(answer => answer.GetProperty("verdicts").EnumerateArray().Select(v =>
            (answer.GetProperty("key").GetString()!, v.GetProperty("name").GetString()!, v.GetProperty("verdict").GetString()!, v.GetProperty("loose").GetString()!)))];
        verdicts.Should().Equal(
            ("10", "count:numbers", "unmet", "unmet"), ("11", "words:repeats", "met", "met"), ("11", "format:no_whitespace", "unmet", "met"),
            ("12", "count:word_count_range", "met", "met"), ("12", "sentence:keyword", "met", "met"));
        JsonElement numbers = Json(_folder.PathOf("out", "results.json")).GetProperty("numbers");
        numbers.EnumerateObject().Select(n => (n.Name, n.Value.GetProperty("reached").GetDouble(), n.Value.GetProperty("of").GetDouble())).Should().Equal(
            ("prompt_strict", 1, 3), ("instruction_strict", 3, 5), ("prompt_loose", 2, 3), ("instruction_loose", 4, 5));
    }

    [Fact]
    public async Task Eval_BegunByOtherChecks_IsRefused()
    {
        WriteSuite(prompts: 1);
        _folder.Write("responses.jsonl", """{"key": 0, "response": "Here"}""");
        string[] command = ["eval", "--suite", "suite.jsonl", "--responses", "responses.jsonl", "--output", "out"];
        (await RunAsync(command)).ExitCode.Should().Be(0);
        string record = _folder.PathOf("out", "evaluation.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace(CheckRegistry.Version, "before", StringComparison.Ordinal));

        WorkerOutcome outcome = await RunAsync(command);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().StartWith($"checks is \"{CheckRegistry.Version}\"; the evaluation was begun with \"before\"");
    }

    [Fact]
    public async Task Eval_BegunOtherwise_IsRefusedByEachDifferenceAndChangesNothing()
    {
        WriteSuite();
        string[] few = ["--limit", "4"];
        (await SampleAsync("out", null, few)).ExitCode.Should().Be(0);
        byte[] before = File.ReadAllBytes(Answers("out"));
        File.AppendAllText(_folder.PathOf("suite.jsonl"), "\n");

        WorkerOutcome outcome = await SampleAsync("out", null, "--limit", "6", "--seed", "9", "--set", "Sampling:MaxTokens=7", "--temperature", "0");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().ContainAll(
            "suite is \"", "limit is 6; the evaluation was begun with 4", "seed is 9; the evaluation was begun with 1", "policy:sampling:max_tokens is 7; the evaluation was begun with 24",
            "policy:sampling:temperature is 0; the evaluation was begun with 1", "give another --output");
        File.ReadAllBytes(Answers("out")).Should().Equal(before);
        _folder.Write("killed/evaluation.json.tmp", "{");
        (await SampleAsync("killed", null, "--limit", "2")).ExitCode.Should().Be(0, "that is what a kill leaves of the first file");
        _folder.Write("taken/notes.txt", "mine");
        (await SampleAsync("taken", null, few)).Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("holds something that is no evaluation"));
    }

    [Fact]
    public async Task Eval_NothingSet_AnswersGreedilyIntoAFolderOfItsOwnThatTheSameCommandFindsAgain()
    {
        WriteSuite();
        string[] command = ["eval", "--suite", "suite.jsonl", "--limit", "2", "--policy", policy.Path, "--device", "cpu", "--threads", "1", "--set", "Sampling:MaxTokens=4"];

        WorkerOutcome first = await RunAsync(command), again = await RunAsync(command), warm = await RunAsync([.. command, "--set", "Evaluation:Temperature=0.7"]);

        first.ExitCode.Should().Be(0, first.Error);
        first.Output.Should().Contain("| prompt-level, strict").And.Contain("| instruction-level, loose").And.Contain("| punctuation:no_comma").And.Contain("2 prompts, 2 answers graded, 4.0 tokens an answer");
        again.Should().Be(first with { Error = "" });
        string[] folders = Directory.GetDirectories(_folder.PathOf("runs", "evaluations"));
        folders.Select(Path.GetFileName).Should().HaveCount(2).And.OnlyContain(name => name!.StartsWith("suite-model-"));
        folders.Select(f => Json(Path.Combine(f, "evaluation.json")).GetProperty("policy").GetProperty("sampling").GetProperty("temperature").GetDouble()).Should().BeEquivalentTo([0, 0.7]);
        first.Output.Should().EndWith($"{folders.Single(f => !warm.Output.Contains(f, StringComparison.Ordinal))}\n");
    }

    [Fact]
    public async Task Eval_AnswersOfAnEvaluation_AreGradedAlikeAsResponses()
    {
        WriteSuite();
        (await SampleAsync("out", null, "--limit", "10")).ExitCode.Should().Be(0);

        WorkerOutcome outcome = await RunAsync(["eval", "--suite", "suite.jsonl", "--limit", "10", "--responses", Answers("out"), "--output", "again"]);

        outcome.ExitCode.Should().Be(0, outcome.Error);
        Verdicts("again").Should().Equal(Verdicts("out"));
        Json(_folder.PathOf("again", "results.json")).GetProperty("numbers").GetRawText().Should().Be(Json(_folder.PathOf("out", "results.json")).GetProperty("numbers").GetRawText());
    }

    [Fact]
    public async Task Eval_ResponsesThatDoNotMatch_AreNamedAndCountInNoNumber()
    {
        string suite = WriteSuite(prompts: 3), responses = _folder.Write("responses.jsonl", """
            {"key": 1, "response": "No comma here"}
            {"key": 9, "response": "x"}
            """);
        string[] command = ["eval", "--suite", "suite.jsonl", "--responses", "responses.jsonl", "--output", "out"];

        WorkerOutcome refused = await RunAsync(command), partial = await RunAsync([.. command, "--partial"]);

        string[] named = [$"{responses}:2:1: found a response to '9', which is no prompt of {suite}.", $"{responses}: found no response to 2 of 3 prompts: 0, 2."];
        (refused.ExitCode, refused.Error).Should().Be((2, string.Join('\n', [.. named, "--partial measures without what does not match.", ""])));
        partial.ExitCode.Should().Be(0, partial.Error);
        partial.Error.Should().StartWith(string.Join('\n', named));
        partial.Output.Should().Contain("| prompt-level, strict      | 100.0 % | 100.0 % to 100.0 % | 1 / 1 |").And.Contain("2 prompts have no answer; they count in no number.");
        JsonElement results = Json(_folder.PathOf("out", "results.json"));
        results.GetProperty("missing").EnumerateArray().Select(k => k.GetString()).Should().Equal("0", "2");
        results.GetProperty("numbers").GetProperty("prompt_strict").GetProperty("of").GetDouble().Should().Be(1);
    }

    [Fact]
    public async Task Eval_JudgedTasks_CountsWhatTheJudgeCannotTellByCauseAndInNoNumber()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http =>
            ScriptedJudge.Says(ScriptedJudge.Verdicts(("kind", ScriptedJudge.RequestOf(http).GetRawText().Contains("Puzzling", StringComparison.Ordinal) ? "unknown" : "met")))(http));
        _folder.Write("tasks.jsonl", string.Concat(Enumerable.Range(0, 3).Select(i =>
            $$$"""{"id":"t{{{i}}}","prompt":"Answer {{{i}}}.","criteria":[{"id":"kind","text":"Is kind"},{"id":"brief","check":"word_count","arguments":{"max":3}}],"split":"train"}""" + "\n")));
        _folder.Write("responses.jsonl", """
            {"id": "t0", "response": "Yes please"}
            {"id": "t1", "response": "A great many words"}
            {"id": "t2", "response": "Puzzling"}
            """);

        WorkerOutcome outcome = await RunAsync(
            ["eval", "--suite", "tasks.jsonl", "--responses", "responses.jsonl", "--output", "out", "--set", $"Judges:main:Endpoint={judge.Endpoint}", "--set", "Judges:main:Model=scripted"]);

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Output.Should().Contain("| score     |  0.750 |").And.Contain("| pass rate | 50.0 % |").And.Contain("1 answers were not graded; they count in no number: JudgeUnknown.");
        JsonElement answer = Lines("out").Select(l => JsonSerializer.Deserialize<JsonElement>(l)).Last();
        answer.GetProperty("ungraded").GetString().Should().Be("judge_unknown");
        answer.TryGetProperty("score", out _).Should().BeFalse("an answer that could not be graded is never a number");
        Json(_folder.PathOf("out", "evaluation.json")).GetProperty("judges").GetProperty("main").GetString().Should().StartWith("scripted at ");
    }

    [Fact]
    public async Task Eval_FaultySuiteOrFlags_ExitsWithTwoAndWritesNothing()
    {
        string suite = _folder.Write("bad.jsonl", """{"key": 1, "prompt": "p", "instruction_id_list": ["punctuation:no_coma"], "kwargs": [{}]}""");

        WorkerOutcome faulty = await RunAsync(["eval", "--suite", "bad.jsonl"]), absent = await RunAsync(["eval", "--suite", "nowhere.jsonl"]);
        WorkerOutcome both = await RunAsync(["eval", "--suite", "bad.jsonl", "--set", "Sed=1"]);
        WorkerOutcome flags = await RunAsync(["eval", "--suite", "bad.jsonl", "--run", "x", "--partial", "--tasks", "t.jsonl"]), alone = await RunAsync(["eval", "--responses", "r.jsonl"]);

        faulty.Should().Be(new WorkerOutcome(2, "", $"{suite}:1:51: found the text 'punctuation:no_coma', expected the id of an instruction; the nearest is 'punctuation:no_comma'.\n"));
        absent.Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("nowhere.jsonl"));
        both.ExitCode.Should().Be(2);
        both.Error.Should().Contain("Hindsight:Sed ").And.EndWith(faulty.Error, "all faults are named at once");
        flags.ExitCode.Should().Be(2);
        flags.Error.Should().ContainAll("give neither --run nor --baseline", "--partial belongs to --responses", "--suite and --tasks both name a file");
        alone.Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("belong to --suite"));
        Directory.GetDirectories(_folder.Path).Should().BeEmpty();
    }

    private string WriteSuite(int prompts = Prompts) => _folder.Write("suite.jsonl", string.Concat(Enumerable.Range(0, prompts).Select(i =>
        $$"""{"key": {{i}}, "prompt": "Where is order {{i}}?", "instruction_id_list": ["punctuation:no_comma", "keywords:letter_frequency"], "kwargs": [{}, {"letter": "e", "let_frequency": {{i % 3}}, "let_relation": "at least"}]}""" + "\n")));

    private Task<WorkerOutcome> SampleAsync(string output, Action<Process, string>? watch = null, params string[] more)
    {
        string[] args =
        [
            "eval", "--suite", "suite.jsonl", "--output", output, "--policy", policy.Path, "--device", "cpu", "--threads", "1",
            .. more.Contains("--temperature") ? Array.Empty<string>() : ["--temperature", "1"],
            .. more.Contains("Sampling:MaxTokens=7") ? Array.Empty<string>() : ["--set", "Sampling:MaxTokens=24"], "--set", "Policy:MaxBatch=2", .. more,
        ];
        return watch is null ? RunAsync(args) : WorkerProcess.RunAsync(_folder.Path, args, watch: watch);
    }

    private Task<WorkerOutcome> RunAsync(string[] args) => WorkerCommand.RunAsync(_folder.Path, args);

    private string Answers(string output) => _folder.PathOf(output, "answers.jsonl");

    private string[] Lines(string output) => [.. File.ReadLines(Answers(output)).Select(line => line + "\n")];

    private string[] Verdicts(string output) => [.. Lines(output).Select(l => JsonSerializer.Deserialize<JsonElement>(l).GetProperty("verdicts").GetRawText())];

    private static JsonElement Json(string path) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(path));
}
