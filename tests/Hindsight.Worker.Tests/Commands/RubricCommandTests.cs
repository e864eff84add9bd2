using Hindsight.Testing;

namespace Hindsight.Worker.Tests.Commands;

/// <summary>The commands over stored answers, as the whole program.</summary>
public sealed class RubricCommandTests : IDisposable
{
    private const string Answers = """
        {"id":"good","prompt":"Greet Ada.","answer":"Hello Ada, welcome."}
        {"id":"long","prompt":"Greet Ada.","answer":"Hello Ada, hello hello hello hello hello."}
        {"id":"bad","prompt":"Greet Ada.","answer":"Go away."}
        """;

    private const string Old = """
        criteria:
          - { id: name, text: Names Ada, weight: 3, check: contains, arguments: { texts: [Ada] } }
          - { id: rude, text: Is rude, weight: -1, check: contains, arguments: { texts: [away] } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Test_ChecksOnly_GradesStoredAnswersAndWritesThem()
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("rubrics/greeting.yaml", Old);

        WorkerOutcome outcome = await RunAsync("rubric", "test", "greeting", "--answers", "answers.jsonl", "--output", "grades.jsonl");

        outcome.ExitCode.Should().Be(0, outcome.Error);
        // Two of three name Ada; points of the third: −1 of 3, the mean (1 + 1 − 1/3) / 3.
        outcome.Output.Should().Contain("3 answers, 3 graded.").And.Contain("score 0.667, 66.7 % pass.").And.Contain("points, not cut at 0 for a single answer (as HealthBench counts): 0.556.");
        outcome.Output.Should().Contain("bad").And.Contain("name:");
        (await File.ReadAllLinesAsync(_folder.PathOf("grades.jsonl"))).Should().HaveCount(3).And.Contain(line => line.StartsWith("{\"id\":\"bad\",\"grade\":{\"verdicts\":[{\"criterion_id\":\"name\",\"kind\":\"unmet\""));
    }

    [Fact]
    public async Task Test_TextsThatDifferByTask_AreTheRubricsOwnWhereNoTaskChangesThem()
    {
        _folder.Write("answers.jsonl", """
            {"id":"a","prompt":"Greet.","answer":"Hello Ada","variables":{"name":"Ada"}}
            {"id":"b","prompt":"Greet.","answer":"Hello Bob","variables":{"name":"Bob"},"criteria":[{"id":"ends","text":"Ends so","check":"contains","arguments":{"texts":["x"]}}]}
            """);
        _folder.Write("rubrics/greeting.yaml", """
            criteria:
              - { id: name, text: "Greets {{$name}} by name.", check: contains, arguments: { texts: ["{{$name}}"] } }
              - { id: ends, text: "Ends with {{$name}}.", check: contains, arguments: { texts: ["{{$name}}"] } }
            """);

        WorkerOutcome outcome = await RunAsync("rubric", "test", "greeting", "--answers", "answers.jsonl");

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Output.Should().Contain("Greets {{$name}} by name.").And.Contain("(several)").And.NotContain("Greets Ada by name.").And.NotContain("Ends with");
    }

    [Theory]
    [InlineData("rubric", "test", "greeting")]
    [InlineData("rubric", "diff", "greeting", "greeting")]
    public async Task TestAndDiff_NegativeShow_IsBadInput(params string[] command)
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("rubrics/greeting.yaml", Old);

        WorkerOutcome outcome = await RunAsync([.. command, "--answers", "answers.jsonl", "--show", "-3"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("--show is -3; expected at least 0.");
    }

    [Fact]
    public async Task Test_Judged_AsksTheConfiguredJudge()
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("kind.yaml", "criteria:\n  - id: kind\n    text: Is kind\n");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("kind", "met"))));

        WorkerOutcome outcome = await RunAsync("rubric", "test", "kind.yaml", "--answers", "answers.jsonl", "--set", $"Judges:j:Endpoint={judge.Endpoint}", "--set", "Judges:j:Model=m");

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Output.Should().Contain("3 judge calls, 300 tokens in, 21 out.");
    }

    [Fact]
    public async Task Test_FolderWithPromptsOfItsOwn_AsksTheJudgeWithTheAgents()
    {
        _folder.Write("prompts/Shop/Reply/skprompt.txt", "{{unfinished");
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("kind.yaml", "criteria:\n  - id: kind\n    text: Is kind\n");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("kind", "met"))));

        WorkerOutcome outcome = await RunAsync("rubric", "test", "kind.yaml", "--answers", "answers.jsonl", "--set", $"Judges:j:Endpoint={judge.Endpoint}", "--set", "Judges:j:Model=m");

        outcome.ExitCode.Should().Be(0, outcome.Error);
    }

    [Fact]
    public async Task Test_JudgeThatFails_FailsAndSaysWhyInALineACall()
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("kind.yaml", "criteria:\n  - id: kind\n    text: Is kind\n");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Status(401));

        WorkerOutcome outcome = await WorkerProcess.RunAsync(
            _folder.Path, ["rubric", "test", "kind.yaml", "--answers", "answers.jsonl", "--set", $"Judges:j:Endpoint={judge.Endpoint}", "--set", "Judges:j:Model=m"]);

        outcome.ExitCode.Should().Be(1);
        outcome.Output.Should().Contain("3 answers, 0 graded.");
        outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3).And.OnlyContain(line => line.EndsWith("Judge j gave no reply: JudgeTransport, status 401"));
    }

    [Fact]
    public async Task Test_JudgeThatIsNotConfigured_IsBadInputBeforeAnythingIsAsked()
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("kind.yaml", "criteria:\n  - id: kind\n    text: Is kind\n");

        WorkerOutcome outcome = await RunAsync("rubric", "test", "kind.yaml", "--answers", "answers.jsonl");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("criterion 'kind': no judge is configured");
    }

    [Fact]
    public async Task Diff_AChangedRubric_SaysWhatChangesOfVerdictsScoresAndRanking()
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("rubrics/old.yaml", Old);
        _folder.Write("rubrics/new.yaml", Old.Replace("weight: 3", "weight: 2", StringComparison.Ordinal).Replace("texts: [Ada]", "texts: [welcome]", StringComparison.Ordinal)
            + "\n  - { id: brief, text: Is brief, weight: 2, check: word_count, arguments: { max: 4 } }\n");

        WorkerOutcome outcome = await RunAsync("rubric", "diff", "old", "new", "--answers", "answers.jsonl");

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Output.Should().Contain("criterion 'name' weight: 3 → 2").And.Contain("+ criterion 'brief'");
        // old: 1, 1, 0. new: 4/4, 0/4, (2 − 1)/4: the long answer falls behind the bad one.
        outcome.Output.Should().Contain("met → unmet 1").And.Contain("2 scores and 1 verdicts change; mean score 0.667 → 0.417.").And.Contain("1 of 3 pairs change places.");
    }

    [Fact]
    public async Task Diff_Judged_SpendsOneBudgetOnBothRubrics()
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("rubrics/old.yaml", "criteria:\n  - id: kind\n    text: Is kind\n");
        _folder.Write("rubrics/new.yaml", "criteria:\n  - id: kind\n    text: Is nice\n");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("kind", "met"))));
        string[] judged = ["--answers", "answers.jsonl", "--set", $"Judges:j:Endpoint={judge.Endpoint}", "--set", "Judges:j:Model=m", "--set", "Judges:j:MaxConcurrency=1", "--set", "Cache:Enabled=false"];
        await RunAsync(["rubric", "test", "old", .. judged]);
        // A call is reserved with its bytes and its longest reply and costs 107: four fit.
        int most = 2_048 + judge.Requests.Max(r => System.Text.Encoding.UTF8.GetByteCount(r.GetRawText())), measured = judge.Requests.Count;

        WorkerOutcome outcome = await RunAsync(["rubric", "diff", "old", "new", .. judged, "--set", $"Budget:MaxTokens={most + 3 * 107 + 20}"]);

        outcome.ExitCode.Should().Be(0, outcome.Error);
        judge.Requests.Should().HaveCount(measured + 4, "two of the new rubric's three answers may not be asked about");
    }

    [Fact]
    public async Task Diff_NewRubricNamesAJudgeThatIsNot_IsBadInputBeforeTheOldOneIsAskedAbout()
    {
        _folder.Write("answers.jsonl", Answers);
        _folder.Write("rubrics/old.yaml", "criteria:\n  - id: kind\n    text: Is kind\n");
        _folder.Write("rubrics/new.yaml", "criteria:\n  - { id: kind, text: Is kind, judge: other }\n");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("kind", "met"))));

        WorkerOutcome outcome = await RunAsync("rubric", "diff", "old", "new", "--answers", "answers.jsonl", "--set", $"Judges:j:Endpoint={judge.Endpoint}", "--set", "Judges:j:Model=m");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("found the judge's name 'other'");
        judge.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Import_File_MakesTasksThatValidateAndAnswersThatGrade()
    {
        _folder.Write("bench.jsonl", """{"id":"p1","instruction":"Choose a title.","decomposed_questions":["Is it a title?"],"question_label":[["Format"]],"output":"Avocados"}""");

        WorkerOutcome import = await RunAsync("rubric", "import", "bench.jsonl", "--output", "tasks.jsonl", "--answers", "answers.jsonl");
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("q1", "met"))));
        WorkerOutcome test = await RunAsync(
            "rubric", "test", "--tasks", "tasks.jsonl", "--answers", "answers.jsonl", "--set", $"Judges:j:Endpoint={judge.Endpoint}", "--set", "Judges:j:Model=m");

        import.Output.Should().StartWith("1 tasks with 1 criteria, 0 of them pitfalls, in ");
        test.ExitCode.Should().Be(0, test.Error);
        test.Output.Should().Contain("Format").And.Contain("score 1, 100.0 % pass.");
    }

    [Fact]
    public async Task Import_Name_TakesThePromptsOfItsFolderAndNoOtherFiles()
    {
        _folder.Write("data/healthbench/prompts.jsonl", """{"prompt_id":"h1","prompt":[{"role":"user","content":"x"}],"rubrics":[{"criterion":"y","points":7,"tags":[]}]}""");
        _folder.Write("data/healthbench/scores.jsonl", """{"prompt_id":"h1","points":[7]}""");

        WorkerOutcome outcome = await ImportAsync("healthbench");

        outcome.ExitCode.Should().Be(0, outcome.Error);
        outcome.Output.Should().StartWith("1 tasks with 1 criteria");
    }

    [Fact]
    public async Task Import_NameWithAFaultyFileOfPrompts_TakesNothing()
    {
        _folder.Write("data/healthbench/good.jsonl", """{"prompt_id":"h1","prompt":[{"role":"user","content":"x"}],"rubrics":[{"criterion":"y","points":7,"tags":[]}]}""");
        _folder.Write("data/healthbench/faulty.jsonl", """{"prompt_id":"h2","prompt":[{"role":"user","content":"x"}],"rubrics":[{"criterion":"y","points":-7,"tags":[]}]}""");

        WorkerOutcome outcome = await ImportAsync("healthbench");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("faulty.jsonl:1:").And.Contain("positive points");
        File.Exists(_folder.PathOf("tasks.jsonl")).Should().BeFalse();
    }

    [Fact]
    public async Task Import_NameWithoutPrompts_SaysWhereItLooked()
    {
        WorkerOutcome outcome = await ImportAsync("healthbench");

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(_folder.PathOf("data", "healthbench"));
        File.Exists(_folder.PathOf("tasks.jsonl")).Should().BeFalse();
    }

    private Task<WorkerOutcome> ImportAsync(string name) =>
        WorkerProcess.RunAsync(_folder.Path, ["rubric", "import", name, "--output", "tasks.jsonl"], environment: ("HINDSIGHT_DATA", _folder.PathOf("data")));

    private Task<WorkerOutcome> RunAsync(params string[] args) => WorkerCommand.RunAsync(_folder.Path, args);
}
