using System.Text;
using System.Text.Json;
using CsCheck;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;
using Hindsight.Tests.Rubrics;

namespace Hindsight.Tests.Tasks;

public sealed class TaskFileTests
{
    [Fact]
    public void Parse_ValidLines_KeepsEverything()
    {
        IReadOnlyList<TrainingTask> tasks = Parse("""
            {"id": "a", "prompt": "Where is my order?", "split": "train"}

            {"id": "b", "messages": [{"role": "system", "content": ""}, {"role": "user", "content": "Hi"}], "rubric": "desk",
            """ + """
            "criteria": [{"id": "c", "text": "C", "check": "contains", "arguments": {"text": "{{$order}}"}}], "variables": {"order": "A-17", "count": 3},
            """ + """
            "tags": ["x", "y"], "split": "heldout"}
            """);

        tasks.Should().HaveCount(2);
        tasks[0].Messages.Should().Equal(ChatMessage.User("Where is my order?"));
        tasks[0].Split.Should().Be(TaskSplit.Train);
        tasks[1].Messages.Should().Equal(ChatMessage.System(""), ChatMessage.User("Hi"));
        tasks[1].Rubric.Should().Be("desk");
        tasks[1].Criteria.Should().ContainSingle().Which.Arguments["text"].GetString().Should().Be("{{$order}}");
        tasks[1].Variables.Should().Equal(new Dictionary<string, string> { ["order"] = "A-17", ["count"] = "3" });
        tasks[1].Tags.Should().Equal("x", "y");
        tasks[1].Split.Should().Be(TaskSplit.HeldOut);
    }

    [Fact]
    public void Parse_NoSplitStated_SplitsById()
    {
        string[] lines = [.. Enumerable.Range(0, 50).Select(i => $$"""{"id": "t{{i}}", "prompt": "x"}""")];

        IReadOnlyList<TrainingTask> tasks = Parse(string.Join('\n', lines));

        tasks.Select(t => t.Split).Should().Equal(tasks.Select(t => new TaskSplitter().SplitOf(t.Id)));
        tasks.Select(t => t.Split).Distinct().Should().HaveCount(2);
    }

    [Fact]
    public void Parse_SeveralFaults_NamesThemAllInOrder() => Faults("""
        {"id": "a", "prompt": "x", "promt": 1}
        {"id": "a", "prompt": "x"}
        not json
        {"prompt": ""}
        {"id": "b", "messages": [{"role": 1, "content": 2}], "split": "test", "variables": {"v": []}, "tags": [1]}
        {"id": "c", "prompt": "x", "criteria": [{"id": "k", "text": "K", "check": "contain"}]}
        """).Should().Equal(
            "t.jsonl:1:28: found the unknown key 'promt' in a task, expected one of id, prompt, messages, rubric, criteria, variables, tags, split; the nearest is 'prompt'.",
            "t.jsonl:2:8: found the id 'a' of line 1 again, expected different ids.",
            "t.jsonl:3:2: found broken JSON ('not json' is an invalid JSON literal. Expected the literal 'null'), expected one JSON object.",
            "t.jsonl:4:1: found no 'id' in a task, expected a text.",
            "t.jsonl:4:12: found the text '', expected a text for 'prompt' that is not blank.",
            "t.jsonl:5:35: found the number 1, expected a text for 'role' (in quotes).",
            "t.jsonl:5:49: found the number 2, expected a text for 'content'.",
            "t.jsonl:5:63: found the text 'test', expected train or heldout for 'split'.",
            "t.jsonl:5:90: found a list of 0, expected a text for the variable 'v'.",
            "t.jsonl:5:104: found the number 1, expected a text for a tag.",
            "t.jsonl:6:75: found the unknown check 'contain', expected the id of a check; the nearest is 'contains'.");

    [Theory]
    [InlineData("", "1:1: found no task, expected at least one line.")]
    [InlineData(" \n\r\n", "1:1: found no task, expected at least one line.")]
    [InlineData("[1]", "1:1: found a list of 1, expected a task: a mapping.")]
    [InlineData("{\"id\": \"a\"}", "1:1: found neither 'prompt' nor 'messages', expected one of them.")]
    [InlineData("{\"id\": \"a\", \"messages\": []}", "1:25: found a list of 0, expected at least one message.")]
    [InlineData("{\"id\": \"a\", \"messages\": [{\"role\": \"usr\", \"content\": \"x\"}]}", "1:35: found the text 'usr', expected one of system, developer, user, assistant, tool for 'role'.")]
    [InlineData("{\"id\": \"a\", \"prompt\": \"x\", \"split\": \"\\u0000\\u001b[2J\"}", "1:37: found the text '\\u0000\\u001b[2J', expected train or heldout for 'split'.")]
    [InlineData("{\"id\": \"a\", \"prompt\": \"x\", \"messages\": []}", "1:23: found both 'prompt' and 'messages', expected one of them.")]
    [InlineData("{\"id\": \"ä\", \"id\": \"b\", \"prompt\": \"x\"}", "1:13: found the key 'id' a second time in a task, expected it once.")]
    public void Parse_OneFault_NamesPlaceFoundAndExpected(string content, string fault) => Faults(content).Should().Equal("t.jsonl:" + fault);

    [Fact]
    public void Parse_PromptAndFaultyMessages_NamesTheFaultsOfBoth() => Faults("""{"id": "a", "prompt": "x", "messages": [{"role": "usr", "content": "x"}]}""").Should().Equal(
        "t.jsonl:1:23: found both 'prompt' and 'messages', expected one of them.",
        "t.jsonl:1:50: found the text 'usr', expected one of system, developer, user, assistant, tool for 'role'.");

    [Fact]
    public void Parse_CriteriaWithoutTextAndCheck_ChangeOrDropTheRubrics()
    {
        TrainingTask task = Parse("""
            {"id": "a", "prompt": "x", "criteria": [{"id": "k", "weight": 3, "when": {"variable": "v"}}, {"id": "l", "drop": true}, {"id": "m", "text": "M", "group": "g"}, {"id": "n", "check": "contains", "arguments": {"text": "x"}, "drop": false}]}
            """)[0];

        task.Overrides.Should().BeEquivalentTo(
            [new CriterionOverride { Id = "k", Weight = 3, When = new(ConditionKind.Variable, "v") }, new CriterionOverride { Id = "l", Drop = true }], o => o.WithStrictOrdering());
        task.Criteria.Select(c => (c.Id, c.Text, c.Group)).Should().Equal(("m", "M", "g"), ("n", "contains x", null));
    }

    [Theory]
    [InlineData("{\"id\": \"k\"}", "found nothing but its id in a criterion, expected 'text' or 'check', or what it changes of the rubric's criterion.")]
    [InlineData("{\"id\": \"k\", \"drop\": true, \"weight\": 2}", "found 'weight' in a criterion that is dropped, expected 'id' and 'drop' alone.")]
    [InlineData("{\"id\": \"k\", \"drop\": 1}", "found the number 1, expected true or false for 'drop'.")]
    [InlineData("{\"id\": \"k\", \"weight\": -1, \"veto\": true}", "found a veto with the weight -1, expected a weight of at least 0.")]
    [InlineData("{\"id\": \"k\", \"weight\": 2}, {\"id\": \"k\", \"text\": \"K\"}", "found a second criterion 'k' (the first is at 1:41), expected different ids.")]
    [InlineData("{\"id\": \"k\", \"kind\": \"judge\"}", "found no 'text' in a criterion, expected a text.")]
    public void Parse_FaultyChange_NamesIt(string criteria, string fault) =>
        Faults($$"""{"id": "a", "prompt": "x", "criteria": [{{criteria}}]}""").Should().Contain(f => f.EndsWith(fault, StringComparison.Ordinal));

    [Fact]
    public void Load_FaultsUnderARubric_ArePlacedInTheLineBesideItsOtherFaults()
    {
        using var folder = new TemporaryFolder();
        folder.Write("desk.yaml", """
            criteria:
              - { id: order, text: "Names {{$order}}" }
              - { id: brief, check: contains, arguments: { text: "{{$word}}" } }
            """);
        string[] lines =
        [
            """{"id": "a", "prompt": "x", "variables": {"order": "1", "word": "w"}}""",
            """{"id": "b", "prompt": "x", "variables": {"order": "1"}}""",
            """{"id": "c", "prompt": "", "variables": {"order": "1"}}""",
            """{"id": "d", "prompt": "x", "variables": {"order": [], "word": "w"}, "criteria": [{"id": "brif", "drop": true}, {"id": "ordr", "weight": 2}]}""",
            """{"id": "e", "prompt": "x", "rubric": "desc"}""",
            """{"id": "f", "prompt": "x", "rubric": 4}""",
            """{"prompt": "x"}""",
            """{"id": "h", "prompt": "x", "variables": {"order": "1", "word": "w"}, "criteria": [{"id": "brief", "arguments": {"txt": "y"}}, {"id": "k", "text": "{{$more}}", "check": "contain"}]}""",
            """{"id": "i", "prompt": "x", "variables": {"order": "1", "word": "w"}, "criteria": [{"id": "order", "arguments": {}}, {"id": "own", "text": "x", "when": {"met": "last"}}, {"id": "last", "text": "x"}]}""",
            """{"id": "j", "prompt": "x", "variables": {"order": "1", "word": "w"}, "criteria": [{"id": "order", "weight": -1}, {"id": "brief", "drop": true}]}""",
        ];
        string path = folder.Write("t.jsonl", string.Join('\n', lines));
        RubricCatalog rubrics = RubricCatalog.Load(folder.Path, FakeChecks.All, "desk");

        TaskDocument document = TaskFile.Load(path, FakeChecks.All);

        document.Tasks.Should().HaveCount(lines.Length);
        document.FaultsUnder(rubrics).Should().Equal(
            $"{path}:2:41: found no variable 'word', which rubric 'desk' asks for.",
            $"{path}:3:23: found the text '', expected a text for 'prompt' that is not blank.",
            $"{path}:3:40: found no variable 'word', which rubric 'desk' asks for.",
            $"{path}:4:51: found a list of 0, expected a text for the variable 'order'.",
            $"{path}:4:82: drops the criterion 'brif', expected one of rubric 'desk'; the nearest is 'brief'.",
            $"{path}:4:112: found neither 'text' nor 'check' in criterion 'ordr', expected one of them, or the id of a criterion of rubric 'desk'; the nearest is 'order'.",
            $"{path}:5:38: found no rubric 'desc' in {folder.Path}, expected one of desk.",
            $"{path}:6:38: found the number 4, expected a text for 'rubric' (in quotes).",
            $"{path}:7:1: found no 'id' in a task, expected a text.",
            $"{path}:7:1: found no variable 'order', which rubric 'desk' asks for.",
            $"{path}:7:1: found no variable 'word', which rubric 'desk' asks for.",
            $"{path}:8:112: criterion 'brief', contains: 'txt' is no argument",
            $"{path}:8:112: criterion 'brief', contains: 'text' is missing",
            $"{path}:8:127: found no variable 'more', which rubric 'desk' asks for.",
            $"{path}:8:169: found the unknown check 'contain', expected the id of a check; the nearest is 'contains'.",
            $"{path}:9:112: criterion 'order' changes 'arguments', which only a check has.",
            $"{path}:9:152: found the criterion 'last' in the condition of 'own', expected one that stands before 'own'.",
            $"{path}:10:82: found no criterion with a positive weight, expected at least one, in rubric 'desk' as the task has it.");
        document.Faults.Should().HaveCount(5).And.OnlyContain(fault => document.FaultsUnder(rubrics).Contains(fault));
    }

    [Fact]
    public void Load_VariableThatATemplateAsksFor_IsMissedInTheTasksVariables()
    {
        using var folder = new TemporaryFolder();
        folder.Write("desk.yaml", "template: \"{{$answer}} {{$word}}\"\ninput_variables: [{ name: word }]\ncriteria: [{ id: a, text: A }]\n");
        string path = folder.Write("t.jsonl", """
            {"id": "a", "prompt": "x", "variables": {"word": "w"}}
            {"id": "b", "prompt": "x", "variables": {"order": "1"}}
            {"id": "c", "prompt": "x"}
            """);

        TaskFile.Load(path, FakeChecks.All).FaultsUnder(RubricCatalog.Load(folder.Path, FakeChecks.All, "desk")).Should().Equal(
            $"{path}:2:41: found no variable 'word', which the template of rubric 'desk' asks for.",
            $"{path}:3:1: found no variable 'word', which the template of rubric 'desk' asks for.");
    }

    [Fact]
    public void Load_ManyFaultsInALongLine_TakesTimeByItsLength()
    {
        string line = $"{{\"id\": \"a\", \"prompt\": \"{new string('é', 1 << 20)}\", \"tags\": [{string.Join(',', Enumerable.Repeat("1", 50_000))}]}}";

        Faults(line).Should().HaveCount(50_000).And.OnlyContain(fault => fault.Length < 100);
    }

    [Theory]
    [InlineData("{\"id\": \"a\", \"prompt\": \"x\"} {}")]
    [InlineData("{\"id\": \"a\", \"prompt\": \"\\ud800\"}")]
    [InlineData("{\"id\": \"a\", \"prompt\": \"x\"")]
    [InlineData("{\"id\": \"a\" // comment\n}")]
    public void Parse_BrokenLine_IsOneFaultOfThatLine(string content) => Faults(content)[0].Should().StartWith("t.jsonl:1:");

    [Fact]
    public void Parse_InvalidUtf8_NamesTheLine() => FluentActions
        .Invoking(() => TaskFile.Parse("t.jsonl", [.. "{\"id\": \"a\", \"prompt\": \"x\"}\n{\"id\": \"é"u8, 0xC3, .. "\"}"u8], FakeChecks.All))
        .Should().Throw<TaskFileException>().Which.Faults.Should().Equal("t.jsonl:2:10: found a byte that is not UTF-8, expected UTF-8.");

    [Fact]
    public void Read_MissingFile_NamesIt() =>
        FluentActions.Invoking(() => TaskFile.Read("no/such.jsonl", FakeChecks.All)).Should().Throw<TaskFileException>().WithMessage("no/such.jsonl: *");

    [Fact]
    public void Parse_AnyPieces_ParsesOrNamesFaults()
    {
        string[] pieces = ["{", "}", "[", "]", ":", ",", "\n", "\"id\"", "\"a\"", "\"prompt\"", "\"messages\"", "\"criteria\"", "\"variables\"", "\"role\"", "1e999", "-0", "null", "true", "\"\\ud800\"", "\"", "\\", " ", "\uFEFF", "\0"];
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, 30].Select(string.Concat).Sample(text => Check(Encoding.UTF8.GetBytes(text)), iter: 20_000);
        Gen.Byte.Array[0, 60].Sample(Check, iter: 5_000);

        static void Check(byte[] content)
        {
            try
            {
                TaskFile.Parse("t.jsonl", content, FakeChecks.All);
            }
            catch (TaskFileException e)
            {
                e.Faults.Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public void Write_AnyTasks_ReadBackEqual()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "tasks.jsonl");
        Gen<string> text = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['"', '\\'], Gen.Char['\u0001', '\uD7FF']), 1, 12].Where(s => !string.IsNullOrWhiteSpace(s));
        Gen<string> id = Gen.String[Gen.Char['a', 'z'], 1, 8];
        Gen<Criterion> criterion = Gen.Select(id, text, Gen.Double[0.1, 9], Gen.Bool, Gen.Bool, text).Select((i, t, w, veto, isCheck, argument) => new Criterion
        {
            Id = i,
            Text = t,
            Weight = w,
            Veto = veto,
            Kind = isCheck ? CriterionKind.Check : CriterionKind.Judge,
            Check = isCheck ? "contains" : null,
            Arguments = isCheck ? new Dictionary<string, JsonElement> { ["text"] = JsonSerializer.SerializeToElement(argument) } : [],
            Judge = isCheck ? null : argument,
            Levels = isCheck ? [] : [new CriterionLevel(w / 10, t), new CriterionLevel(1, argument)],
            When = w < 3 ? null : new CriterionCondition(w < 5 ? ConditionKind.Met : w < 7 ? ConditionKind.Unmet : ConditionKind.Variable, t, w < 8 ? null : argument),
            Group = veto ? t : null,
            Tags = veto ? [argument, t] : [],
        });
        Gen<CriterionOverride> change = Gen.Select(criterion, Gen.Int[0, 3]).Select((c, form) => form switch
        {
            0 => new CriterionOverride { Id = c.Id, Drop = true },
            1 => new CriterionOverride { Id = c.Id, Weight = c.Weight, Veto = c.Veto, Levels = c.Levels.Count > 0 ? c.Levels : null, Arguments = c.Arguments, Tags = c.Tags },
            2 => new CriterionOverride { Id = c.Id, Weight = c.Weight, Judge = c.Judge, When = c.When, Group = c.Group },
            _ => new CriterionOverride { Id = c.Id, Tags = [] },
        });
        Gen<TrainingTask> task = Gen.Select(text, text.Array[1, 3], criterion.Array[0, 3], Gen.Dictionary(id, text)[0, 3], text.Array[0, 2], Gen.Bool, change.Array[0, 2]).Select((i, messages, criteria, variables, tags, heldOut, changes) => new TrainingTask
        {
            Id = i,
            Messages = [.. messages.Select((m, n) => n % 2 == 0 ? ChatMessage.User(m) : ChatMessage.Assistant(m))],
            Rubric = tags.FirstOrDefault(),
            Criteria = [.. criteria.DistinctBy(c => c.Id)],
            Overrides = [.. changes.DistinctBy(c => c.Id).Where(c => criteria.All(o => o.Id != c.Id))],
            Variables = variables,
            Tags = tags,
            Split = heldOut ? TaskSplit.HeldOut : TaskSplit.Train,
        });

        task.Array[1, 4].Select(ts => ts.DistinctBy(t => t.Id).ToArray()).Sample(
            tasks =>
            {
                TaskFile.Write(path, tasks);
                TaskFile.Read(path, FakeChecks.All).Select(AsJson).Should().Equal(tasks.Select(AsJson));
            },
            iter: 200, threads: 1);

        static string AsJson(TrainingTask t) => JsonSerializer.Serialize(t);
    }

    private static IReadOnlyList<TrainingTask> Parse(string content) => TaskFile.Parse("t.jsonl", Encoding.UTF8.GetBytes(content), FakeChecks.All);

    private static IReadOnlyList<string> Faults(string content) => FluentActions.Invoking(() => Parse(content)).Should().Throw<TaskFileException>().Which.Faults;
}
