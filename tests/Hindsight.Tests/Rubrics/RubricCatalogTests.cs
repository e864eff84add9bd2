using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;

namespace Hindsight.Tests.Rubrics;

public sealed class RubricCatalogTests : IDisposable
{
    private const string Desk = """
        criteria:
          - { id: number, text: "Names the order {{$order}}", check: contains, arguments: { text: "{{ $order }}" } }
          - { id: polite, text: Is polite }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resolve_TaskWithVariables_FillsTextsAndArguments()
    {
        Rubric rubric = Load("desk").Resolve(Task() with { Variables = Variables("A-17") });

        rubric.Name.Should().Be("desk");
        rubric.Criteria[0].Text.Should().Be("Names the order A-17");
        rubric.Criteria[0].Arguments["text"].GetString().Should().Be("A-17");
        rubric.Criteria[1].Text.Should().Be("Is polite");
    }

    [Fact]
    public void Resolve_ValueThatLooksLikeAVariable_StaysText() =>
        Load("desk").Resolve(Task() with { Variables = Variables("{{$secret}}") }).Criteria[0].Arguments["text"].GetString().Should().Be("{{$secret}}");

    [Fact]
    public void Resolve_OwnCriteria_AreAddedOrTakeTheirPlace()
    {
        TrainingTask task = Task() with
        {
            Variables = Variables("A-17"),
            Criteria = [new Criterion { Id = "short", Text = "Is short", Kind = CriterionKind.Judge }, new Criterion { Id = "polite", Text = "Is very polite", Kind = CriterionKind.Judge, Weight = 3 }],
        };

        Load("desk").Resolve(task).Criteria.Select(c => (c.Id, c.Text, c.Weight)).Should().Equal(("number", "Names the order A-17", 1), ("polite", "Is very polite", 3), ("short", "Is short", 1));
    }

    [Fact]
    public void Resolve_OverrideOfSomeKeys_KeepsTheOthers()
    {
        TrainingTask task = Task() with
        {
            Variables = Variables("A-17"),
            Overrides = [new CriterionOverride { Id = "polite", Weight = 3, Judge = "house", When = new(ConditionKind.Met, "number"), Group = "tone", Tags = ["x"] }, Argument("number", "text", "B-3")],
        };

        Rubric rubric = Load("desk").Resolve(task);

        rubric.Criteria[1].Should().BeEquivalentTo(new Criterion
        {
            Id = "polite", Text = "Is polite", Kind = CriterionKind.Judge, Weight = 3, Judge = "house", When = new(ConditionKind.Met, "number"), Group = "tone", Tags = ["x"],
        });
        rubric.Criteria[0].Arguments["text"].GetString().Should().Be("B-3");
        rubric.Criteria[0].Text.Should().Be("Names the order A-17", "a text of its own stays");
    }

    [Fact]
    public void Resolve_OverrideOfArgumentsWhereTheCheckSaysTheText_SaysTheNewOnes()
    {
        _folder.Write("own.yaml", "criteria: [{ id: short, check: word_count, arguments: { maximum: 40 } }]");

        Load("own").Resolve(Task() with { Overrides = [Argument("short", "maximum", 12)] }).Criteria.Should().ContainSingle().Which.Text.Should().Be("word_count 12");
    }

    [Fact]
    public void Resolve_DroppedCriterion_IsGoneWithItsVariables() =>
        Load("desk").Resolve(Task() with { Overrides = [new CriterionOverride { Id = "number", Drop = true }] }).Criteria.Should().ContainSingle().Which.Id.Should().Be("polite");

    [Fact]
    public void Validate_TasksThatChangeCriteria_NamesWhatDoesNotFit() =>
        Load("desk").Validate(
        [
            Changing("t1", new CriterionOverride { Id = "polit", Weight = 2 }),
            Changing("t2", new CriterionOverride { Id = "polit", Drop = true }),
            Changing("t3", new CriterionOverride { Id = "number", Judge = "house", Levels = [] }),
            Changing("t4", Argument("polite", "text", "x")),
            Changing("t5", new CriterionOverride { Id = "polite", Veto = true, Weight = -1 }),
            Changing("t6", new CriterionOverride { Id = "number", When = new(ConditionKind.Met, "polite") }),
            Changing("t7", new CriterionOverride { Id = "number", Drop = true }, new CriterionOverride { Id = "polite", When = new(ConditionKind.Met, "number") }),
            Changing("t8", new CriterionOverride { Id = "number", Weight = 0 }, new CriterionOverride { Id = "polite", When = new(ConditionKind.Unmet, "number") }),
            Changing("t9", new CriterionOverride { Id = "number", Weight = 0 }, new CriterionOverride { Id = "polite", Weight = 0 }),
            Changing("t10", Argument("number", "text", 4)),
        ]).Should().Equal(
            "task 't1': found neither 'text' nor 'check' in criterion 'polit', expected one of them, or the id of a criterion of rubric 'desk'; the nearest is 'polite'.",
            "task 't2': drops the criterion 'polit', expected one of rubric 'desk'; the nearest is 'polite'.",
            "task 't3': criterion 'number' changes 'levels', which only a judged criterion has.",
            "task 't3': criterion 'number' changes 'judge', which only a judged criterion has.",
            "task 't4': criterion 'polite' changes 'arguments', which only a check has.",
            "task 't5': criterion 'polite' is a veto with the weight -1, expected a weight of at least 0.",
            "task 't6': found the criterion 'polite' in the condition of 'number', expected one that stands before 'number'.",
            "task 't7': found the unknown criterion 'number' in the condition of 'polite', expected one that stands before 'polite'; there is none.",
            "task 't7': found a positive weight only in criteria that apply if another is met or unmet, expected one in a criterion that always applies, in rubric 'desk' as the task has it.",
            "task 't8': found a positive weight only in criteria that apply if another is met or unmet, expected one in a criterion that always applies, in rubric 'desk' as the task has it.",
            "task 't9': found no criterion with a positive weight, expected at least one, in rubric 'desk' as the task has it.",
            "task 't10': criterion 'number', contains: 'text' is a Number");

    [Theory]
    [InlineData(null, null, "a")]
    [InlineData("", "", "a")]
    [InlineData("Ada", "2", "a named greeted")]
    [InlineData("Ada", "3", "a named greeted third")]
    public void Resolve_ConditionOnAVariable_DropsTheCriterionAndWhatHangsOnIt(string? name, string? level, string ids)
    {
        _folder.Write("conditional.yaml", """
            criteria:
              - { id: a, text: A }
              - { id: named, text: "Knows {{$name}}", when: { variable: name } }
              - { id: greeted, text: "Greets {{$name}}", when: { met: named } }
              - { id: third, text: "Is of level {{$level}}", when: { variable: level, equals: 3 } }
            """);
        Dictionary<string, string> variables = [];
        if (name is not null) variables["name"] = name;
        if (level is not null) variables["level"] = level;

        Load("conditional").Resolve(Task() with { Variables = variables }).Criteria.Select(c => c.Id).Should().Equal(ids.Split(' '));
    }

    [Fact]
    public void Resolve_ChangedCriteria_AreAnotherVersionOfTheSameFile()
    {
        RubricCatalog catalog = Load("desk");
        TrainingTask plain = Task() with { Variables = Variables("A-17") };
        Rubric Version(params CriterionOverride[] overrides) => catalog.Resolve(plain with { Overrides = overrides });
        Rubric added = catalog.Resolve(plain with { Criteria = [new Criterion { Id = "short", Text = "Is short", Kind = CriterionKind.Judge }] });
        Rubric[] all = [Version(), added, Version(new CriterionOverride { Id = "polite", Weight = 3 }), Version(new CriterionOverride { Id = "polite", Weight = 2 }), Version(new CriterionOverride { Id = "polite", Drop = true })];

        all[0].Version.Should().Be(catalog.Rubrics["desk"].Version).And.HaveLength(16);
        all.Select(r => r.Version).Should().OnlyHaveUniqueItems();
        all.Select(r => r.FileVersion).Should().OnlyContain(v => v == all[0].Version);
        catalog.Resolve(plain with { Id = "t2", Variables = Variables("B-3"), Overrides = [new CriterionOverride { Id = "polite", Weight = 3 }] }).Version.Should().Be(all[2].Version, "the same changes of the same file");
    }

    [Fact]
    public void Resolve_MissingVariable_IsAFault() =>
        FluentActions.Invoking(() => Load("desk").Resolve(Task())).Should().Throw<RubricException>()
            .Which.Faults.Should().Equal("task 't1': found no variable 'order', which rubric 'desk' asks for.");

    [Theory]
    [InlineData("name: word", "", true)]
    [InlineData("name: word", "word", false)]
    [InlineData("name: word, default: none", "", false)]
    [InlineData("name: word, is_required: false", "", true)]
    [InlineData("name: answer", "", true)]
    public void Validate_VariableOfTheTemplate_IsAskedOfTheTaskUnlessItIsGivenOtherwise(string declared, string variable, bool isMissing)
    {
        _folder.Write("own.yaml", $$$"""
            template: "{{$instruction}} {{$criteria}} {{$answer}} {{$data_notice}} {{$reply_schema}} {{ $word }} {{$word}}"
            input_variables: [{ {{{declared}}} }]
            criteria: [{ id: a, text: A }]
            """);
        Dictionary<string, string> variables = variable.Length > 0 ? new() { [variable] = "x" } : [];

        Load("own").Validate([Task() with { Variables = variables }])
            .Should().Equal(isMissing ? ["task 't1': found no variable 'word', which the template of rubric 'own' asks for."] : []);
    }

    [Fact]
    public void Validate_TemplateThatNoJudgeIsAskedWith_AsksForNothing()
    {
        _folder.Write("own.yaml", "template: \"{{$answer}} {{$word}}\"\ncriteria: [{ id: a, check: contains, arguments: { text: x } }, { id: b, text: B, when: { variable: name } }]");

        Load("own").Validate([Task()]).Should().BeEmpty();
        Load("own").Validate([Task() with { Variables = new Dictionary<string, string> { ["name"] = "Ada" } }]).Should().ContainSingle("a judge decides b");
    }

    [Fact]
    public void Resolve_OwnCriteriaAlone_MakeARubric()
    {
        TrainingTask task = Task() with { Criteria = [new Criterion { Id = "a", Text = "A", Kind = CriterionKind.Judge }] };

        Rubric rubric = Load(null).Resolve(task);

        rubric.Name.Should().Be("task");
        rubric.Version.Should().HaveLength(16).And.NotBe(Load(null).Resolve(task with { Criteria = [task.Criteria[0] with { Weight = 2 }] }).Version);
        rubric.Criteria.Should().ContainSingle();
    }

    [Fact]
    public void Resolve_NothingToJudgeBy_IsAFault() =>
        FluentActions.Invoking(() => Load(null).Resolve(Task())).Should().Throw<RubricException>().WithMessage("*neither a rubric's name nor criteria of its own*");

    [Fact]
    public void Validate_SeveralTasks_NamesAllFaults() =>
        Load("desk").Validate(
        [
            Task() with { Variables = Variables("A-17") },
            Task() with { Id = "t2" },
            Task() with { Id = "t3", Rubric = "desc" },
            Task() with { Id = "t4", Variables = Variables("A-17"), Criteria = [Check("{{$words}}")] },
            Task() with { Id = "t5", Variables = new Dictionary<string, string> { ["order"] = "A-17", ["words"] = "many" }, Criteria = [Check("{{$words}}")] },
        ]).Should().Equal(
            "task 't2': found no variable 'order', which rubric 'desk' asks for.",
            $"task 't3': found no rubric 'desc' in {_folder.Path}, expected one of desk.",
            "task 't4': found no variable 'words', which rubric 'desk' asks for.",
            "task 't5': criterion 'short', word_count: 'maximum' is a String");

    [Fact]
    public void Load_FaultyFiles_NamesTheFaultsOfAll()
    {
        _folder.Write("a.yaml", "criteria: 1");
        _folder.Write("b.yaml", "criteria: [");

        IReadOnlyList<string> faults = FluentActions.Invoking(() => Load(null)).Should().Throw<RubricException>().Which.Faults;

        faults.Should().HaveCount(2);
        faults[0].Should().StartWith(Path.Combine(_folder.Path, "a.yaml") + ":1:11: ");
        faults[1].Should().StartWith(Path.Combine(_folder.Path, "b.yaml") + ":2:1: ");
    }

    [Fact]
    public void Load_UnknownStandard_IsAFault() =>
        FluentActions.Invoking(() => Load("desc")).Should().Throw<RubricException>().WithMessage("*found no rubric 'desc'*expected one of desk.");

    [Fact]
    public void Load_MissingFolder_IsAFault() =>
        FluentActions.Invoking(() => RubricCatalog.Load("no-such-folder", FakeChecks.All)).Should().Throw<RubricException>().WithMessage("no-such-folder: *");

    [Fact]
    public void Bind_ListArgument_FillsEachText()
    {
        var criterion = new Criterion
        {
            Id = "a",
            Text = "{{$x}} and {{$y}}",
            Arguments = new Dictionary<string, JsonElement> { ["texts"] = JsonSerializer.SerializeToElement(new[] { "{{$x}}!", "plain", "{{$y}}" }), ["count"] = JsonSerializer.SerializeToElement(3) },
        };
        HashSet<string> missing = [];

        Criterion bound = CriterionBinding.Bind(criterion, new Dictionary<string, string> { ["x"] = "\"1\"" }, missing);

        bound.Text.Should().Be("\"1\" and {{$y}}");
        bound.Arguments["texts"].EnumerateArray().Select(e => e.GetString()).Should().Equal("\"1\"!", "plain", "{{$y}}");
        bound.Arguments["count"].GetInt32().Should().Be(3);
        missing.Should().Equal("y");
    }

    private RubricCatalog Load(string? standard)
    {
        _folder.Write("desk.yaml", Desk);
        return RubricCatalog.Load(_folder.Path, FakeChecks.All, standard);
    }

    private static TrainingTask Changing(string id, params CriterionOverride[] overrides) => Task() with { Id = id, Variables = Variables("A-17"), Overrides = overrides };

    private static CriterionOverride Argument<T>(string id, string name, T value) =>
        new() { Id = id, Arguments = new Dictionary<string, JsonElement> { [name] = JsonSerializer.SerializeToElement(value) } };

    private static Criterion Check(string maximum) => new()
    {
        Id = "short",
        Text = "Is short",
        Kind = CriterionKind.Check,
        Check = "word_count",
        Arguments = new Dictionary<string, JsonElement> { ["maximum"] = JsonSerializer.SerializeToElement(maximum) },
    };

    private static TrainingTask Task() => new() { Id = "t1", Messages = [ChatMessage.User("question")] };

    private static Dictionary<string, string> Variables(string order) => new() { ["order"] = order };
}
