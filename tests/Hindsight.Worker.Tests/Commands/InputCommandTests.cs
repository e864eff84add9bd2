using Hindsight.Testing;

namespace Hindsight.Worker.Tests.Commands;

public sealed class InputCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RubricLint_TheRubricsThatComeAlong_AreSound()
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "lint"]);

        outcome.Should().Match<WorkerOutcome>(o => o.ExitCode == 0 && o.Error.Length == 0);
        outcome.Output.Should().Contain("order-desk.yaml: sound");
    }

    [Fact]
    public async Task RubricLint_FaultyFile_NamesEveryFaultAndExitsWithTwo()
    {
        string path = _folder.Write("bad.yaml", """
            criterias: []
            criteria:
              - id: a
                text: x
                weight: -1
                check: no_such_check
            """);

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "lint", "bad.yaml"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain($"{path}:1:").And.Contain("criterias").And.Contain("no_such_check");
        outcome.Error.Should().NotContain("   at ", "a fault of the input has no stack trace");
    }

    [Theory]
    [InlineData("Judge {{$answer}}", "<message")]
    [InlineData("<message role=\"user\">{{$answer}} {{Texts.Upper $answer}}</message>", "calls a function, whose result would stand outside of the fence")]
    public async Task RubricLint_TemplateThatIsNoPromptOrOpensTheFence_ExitsWithTwo(string template, string fault)
    {
        string path = _folder.Write("bad.yaml", $"template: '{template}'\ncriteria: [{{ id: a, text: x }}]\n");

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "lint", "bad.yaml"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().StartWith($"{path}:1:11: rubric 'bad', template: ").And.Contain(fault);
    }

    [Fact]
    public async Task RubricNew_Name_BeginsARubricThatIsSoundAndNeverOverwrites()
    {
        string path = _folder.PathOf("rubrics", "mine.yaml");

        WorkerOutcome begun = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "new", "mine"]);
        WorkerOutcome lint = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "lint", "mine"]);
        File.AppendAllText(path, "# mine\n");
        WorkerOutcome again = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "new", "mine"]);
        WorkerOutcome unnameable = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "new", "../mine"]);

        begun.Should().Match<WorkerOutcome>(o => o.ExitCode == 0 && o.Output.Contains(path), begun.Error);
        lint.Should().Match<WorkerOutcome>(o => o.ExitCode == 0 && o.Output.EndsWith("mine.yaml: sound\n"), lint.Error);
        File.ReadAllLines(path)[0].Should().Be("# yaml-language-server: $schema=rubric.schema.json");
        File.Exists(_folder.PathOf("rubrics", "rubric.schema.json")).Should().BeTrue();
        again.Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains($"There is a rubric 'mine' already: {path}."), again.Error);
        File.ReadAllText(path).Should().EndWith("# mine\n");
        unnameable.Should().Match<WorkerOutcome>(o => o.ExitCode == 2 && o.Error.Contains("cannot be a rubric's name"), unnameable.Error);
    }

    [Fact]
    public async Task RubricLint_FolderThatIsNotThere_ExitsWithTwo()
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "lint", "--set", "RubricsFolder=nowhere"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Be($"There is no folder of rubrics at '{Path.Combine(_folder.Path, "nowhere")}'.\n");
    }

    [Fact]
    public async Task TasksValidate_FaultyTasksAndRubric_NamesBothAtOnce()
    {
        string tasks = _folder.Write("tasks.jsonl", "{\"id\":\"a\",\"prompt\":4}\n");
        string rubric = _folder.Write("rubrics/mine.yaml", "criteria: 3\n");

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "--tasks", "tasks.jsonl", "--rubric", "mine"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain($"{tasks}:1:").And.Contain($"{rubric}:1:");
    }

    [Fact]
    public async Task TasksValidate_FileAsAnArgument_IsReadLikeTheFlags()
    {
        string tasks = _folder.Write("tasks.jsonl", "{\"id\":\"a\",\"prompt\":4}\n");

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "tasks.jsonl"]);
        WorkerOutcome both = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "tasks.jsonl", "--tasks", "other.jsonl"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain($"{tasks}:1:");
        both.ExitCode.Should().Be(2);
        both.Error.Should().Contain("give one of them");
    }

    [Fact]
    public async Task TasksValidate_FaultsOfSeveralKinds_AreAllListedByLineInOneRun()
    {
        _folder.Write("rubrics/mine.yaml", "criteria:\n  - { id: brief, check: word_count, arguments: { max: '{{$most}}' } }\n  - { id: in, check: 'ifeval/language:response_language', arguments: { language: '{{$language}}' } }\n");
        string tasks = _folder.Write("tasks.jsonl", """
            {"id": "a", "prompt": "x", "variables": {"most": "40", "language": "de"}}
            {"id": "b", "prompt": "x", "variables": {"most": "many", "language": "Klingon"}}
            {"id": "b", "prompt": "x", "variables": {"most": -1, "language": "de"}, "criteria": [{"id": "breif", "arguments": {"max": 3}}]}
            {"id": "d", "prompt": "x", "variables": {"language": "de"}, "criteria": [{"id": "own", "check": "word_count", "arguments": {"max": "{{$upper}}", "min": 3}}]}
            {"id": "e", "prompt": "x", "variables": {"most": "5", "language": "de"}, "criteria": [{"id": "own", "check": "word_count", "arguments": {"max": "{{$most}}", "min": 8}}, {"id": "in", "drop": 1}]}
            {"id": "f", "prompt":
            """);

        WorkerOutcome outcome = await WorkerProcess.RunAsync(_folder.Path, ["tasks", "validate", "tasks.jsonl", "--rubric", "mine"]);

        outcome.ExitCode.Should().Be(2);
        string[] expected =
        [
            "2:50: criterion 'brief', word_count: 'max': found \"many\", expected a whole number from 0 to 2147483647.",
            "2:70: criterion 'in', ifeval/language:response_language: 'language': found \"Klingon\", expected one of af, ar",
            "3:8: found the id 'b' of line 2 again",
            "3:50: criterion 'brief', word_count: 'max': found \"-1\", expected a whole number",
            "3:86: found neither 'text' nor 'check' in criterion 'breif', expected one of them, or the id of a criterion of rubric 'mine'; the nearest is 'brief'.",
            "4:41: found no variable 'most'",
            "4:74: found no variable 'upper'",
            "5:50: criterion 'own', word_count: 'min' is 8 and 'max' is 5",
            "5:170: found nothing but its id in a criterion",
            "5:191: found the number 1, expected true or false for 'drop'.",
            "6:22: found broken JSON",
        ];
        string[] found = outcome.Error.TrimEnd('\n').Split('\n');
        found.Should().HaveCount(expected.Length);
        found.Zip(expected).Should().OnlyContain(pair => pair.First.StartsWith($"{tasks}:{pair.Second}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TasksValidate_SoundFile_SaysSo()
    {
        string tasks = _folder.Write("tasks.jsonl", "\uFEFF{\"id\":\"a\",\"prompt\":\"p\",\"split\":\"train\",\"criteria\":[{\"id\":\"c\",\"check\":\"json\"}]}\r\n\r\n");

        WorkerOutcome outcome = await WorkerProcess.RunAsync(_folder.Path, ["tasks", "validate", "tasks.jsonl"]);

        (outcome.ExitCode, outcome.Output, outcome.Error).Should().Be((0, $"{tasks}: sound; 1 tasks: 1 to train on, 0 held out.\n", ""));
    }

    [Fact]
    public async Task TasksValidate_JudgedCriterionWithoutAJudge_ExitsWithTwo()
    {
        _folder.Write("tasks.jsonl", "{\"id\":\"a\",\"prompt\":\"p\"}\n{\"id\":\"b\",\"prompt\":\"p\"}\n");
        _folder.Write("rubrics/mine.yaml", "criteria:\n  - id: kind\n    text: Is kind\n");

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "--tasks", "tasks.jsonl", "--rubric", "mine"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Be("Rubric 'mine', criterion 'kind': names no judge, and none is configured as Hindsight:Judge; Hindsight:Judges is empty.\n");
    }

    [Fact]
    public async Task TasksValidate_CriterionOfAPanel_KnowsThePanels()
    {
        _folder.Write("tasks.jsonl", "{\"id\":\"a\",\"prompt\":\"p\"}\n");
        _folder.Write("rubrics/mine.yaml", "criteria:\n  - { id: kind, text: Is kind, judge: duo }\n  - { id: brief, text: Is brief, judge: trio }\n");
        _folder.Write("appsettings.json", """
            { "Hindsight": { "Judges": { "a": { "Endpoint": "http://h/v1", "Model": "m" }, "b": { "Endpoint": "http://h/v1", "Model": "m" } }, "Panels": { "duo": { "Judges": ["a", "b"] } } } }
            """);

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "--tasks", "tasks.jsonl", "--rubric", "mine"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Be("Rubric 'mine', criterion 'brief': asks for the judge 'trio'; Hindsight:Judges has a, b, Hindsight:Panels duo.\n");
    }

    [Fact]
    public async Task TasksValidate_CriterionWhoseJudgeTheGoldJudgeShares_ExitsWithTwo()
    {
        _folder.Write("tasks.jsonl", "{\"id\":\"a\",\"prompt\":\"p\"}\n");
        _folder.Write("rubrics/mine.yaml", "criteria:\n  - { id: kind, text: Is kind }\n  - { id: brief, text: Is brief, judge: duo }\n");
        _folder.Write("appsettings.json", """
            { "Hindsight": { "Judge": "c", "Gold": { "Judge": "b" }, "Judges": { "a": { "Endpoint": "http://h/v1", "Model": "m" }, "b": { "Endpoint": "http://h/v1", "Model": "m" },
              "c": { "Endpoint": "http://h/v1", "Model": "m" } }, "Panels": { "duo": { "Judges": ["a", "b"] } } } }
            """);

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "--tasks", "tasks.jsonl", "--rubric", "mine"]);
        WorkerOutcome shared = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "--tasks", "tasks.jsonl", "--rubric", "mine", "--set", "Judge=duo"]);

        (outcome.ExitCode, shared.ExitCode).Should().Be((2, 2));
        outcome.Error.Should().Be("Rubric 'mine', criterion 'brief': found the judge 'duo', expected one that does not ask b, as the gold judge 'b' does.\n");
        shared.Error.Should().Contain("Hindsight:Gold:Judge is 'b' and the judge that answers are trained on 'duo': both ask b; expected a gold judge that is held out.");
    }

    [Theory]
    [InlineData("", "'' cannot be a rubric's name; expected letters, digits, _ and -, the first a letter or a digit.")]
    [InlineData("_x", "'_x' cannot be a rubric's name; expected letters, digits, _ and -, the first a letter or a digit.")]
    [InlineData("-x", "There is no option '-x'.")]
    public async Task RubricNew_NameThatDoesNotBeginLikeOne_ExitsWithTwoAndWritesNothing(string name, string fault)
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["rubric", "new", name]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain(fault);
        Directory.Exists(_folder.PathOf("rubrics")).Should().BeFalse();
    }

    [Theory]
    [InlineData("rubric", "lint", "mine", "--jury", "x")]
    [InlineData("rubric", "test", "--jury", "--answers", "a.jsonl")]
    [InlineData("rubric", "diff", "mine", "--jury")]
    public async Task Rubric_OptionThatThereIsNot_IsNoRubricsName(params string[] args)
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, args);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("There is no option '--jury'.").And.NotContain("yaml");
    }

    [Fact]
    public async Task TasksValidate_NothingConfigured_CountsTheOrderDesk()
    {
        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate"]);

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().Be("896 tasks: 640 to train on, 256 held out.\n");
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task TasksGenerate_FileAndStandardOutput_AreTheSameAndValidate()
    {
        string[] generate = ["tasks", "generate", "--checks", "ifeval,muldimif", "--count", "300", "--seed", "7", "--prompts", Path.Combine(Repository.Root, "samples", "prompts", "base.jsonl")];

        WorkerOutcome file = await WorkerCommand.RunAsync(_folder.Path, [.. generate, "--output", "tasks.jsonl"]);
        WorkerOutcome pipe = await WorkerProcess.RunAsync(_folder.Path, generate);
        WorkerOutcome validate = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "--tasks", "tasks.jsonl"]);

        string path = Path.Combine(_folder.Path, "tasks.jsonl"), summary = validate.Output.TrimEnd('\n', '.').Split("sound; ")[^1];
        (file.ExitCode, pipe.ExitCode, validate.ExitCode).Should().Be((0, 0, 0), validate.Error);
        pipe.Output.Should().Be(await File.ReadAllTextAsync(path));
        summary.Should().StartWith("300 tasks: ");
        (file.Output, pipe.Error).Should().Be(($"{summary}, in {path}\n", $"{summary}.\n"));
    }

    [Fact]
    public async Task TasksValidate_GeneratedFileThatWasEdited_NamesLineAndFault()
    {
        string[] generate = ["tasks", "generate", "--checks", "ifeval/length_constraints:number_words", "--count", "4", "--prompts", Path.Combine(Repository.Root, "samples", "prompts", "base.jsonl")];
        string[] lines = (await WorkerCommand.RunAsync(_folder.Path, generate)).Output.TrimEnd('\n').Split('\n');
        lines[1] = lines[1].Replace("\"num_words\":", "\"num_wrods\":", StringComparison.Ordinal);
        lines[2] = lines[2].Replace(":number_words\",\"arguments", ":number_word\",\"arguments", StringComparison.Ordinal);
        string path = _folder.Write("tasks.jsonl", string.Join('\n', [.. lines, lines[0]]));

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "validate", "--tasks", "tasks.jsonl"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.TrimEnd('\n').Split('\n').Should().SatisfyRespectively(
            fault => fault.Should().StartWith($"{path}:2:").And.Contain("'num_wrods' is no argument of this check"),
            fault => fault.Should().StartWith($"{path}:2:").And.Contain("'num_words' is missing"),
            fault => fault.Should().StartWith($"{path}:3:").And.Contain("the nearest is 'ifeval/length_constraints:number_words'"),
            fault => fault.Should().StartWith($"{path}:5:").And.Contain("of line 1 again"));
    }

    [Fact]
    public async Task TasksGenerate_FaultyFlagsAndPrompts_NamesAllAndWritesNothing()
    {
        string prompts = _folder.Write("prompts.jsonl", "{\"id\":\"a\"}\n");

        WorkerOutcome outcome = await WorkerCommand.RunAsync(_folder.Path, ["tasks", "generate", "--checks", "ifevil,json", "--count", "0", "--prompts", "prompts.jsonl", "--output", "tasks.jsonl"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Error.Should().Contain("--count is 0").And.Contain("--checks: found 'ifevil'").And.Contain($"{prompts}:1:1: found neither 'prompt' nor 'messages'");
        File.Exists(Path.Combine(_folder.Path, "tasks.jsonl")).Should().BeFalse();
    }

    [Fact]
    public async Task AnyCommand_FaultySettings_ReportsAllOnStandardErrorAndExitsWithTwo()
    {
        string file = _folder.Write("appsettings.json", """{ "Hindsight": { "Sed": 1, "Training": { "GroupSize": 1 } } }""");

        WorkerOutcome outcome = await WorkerProcess.RunAsync(_folder.Path, ["tasks", "validate", "--set", "Objective:Gamma=x"]);

        outcome.ExitCode.Should().Be(2);
        outcome.Output.Should().BeEmpty();
        outcome.Error.Trim().Split('\n').Should().HaveCount(3)
            .And.ContainSingle(l => l.Contains("Hindsight:Sed ") && l.Contains(file) && l.Contains("Hindsight:Seed?"))
            .And.ContainSingle(l => l.Contains("Hindsight:Training:GroupSize is 1"))
            .And.ContainSingle(l => l.Contains("Hindsight:Objective:Gamma is 'x'") && l.Contains("command line"));
    }
}
