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
    public void Resolve_MissingVariable_IsAFault() =>
        FluentActions.Invoking(() => Load("desk").Resolve(Task())).Should().Throw<RubricException>()
            .Which.Faults.Should().Equal("task 't1': found no variable 'order', which rubric 'desk' asks for.");

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
