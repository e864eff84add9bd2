using System.Text;
using System.Text.Json;
using CsCheck;
using Hindsight.Checks.Generation;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Testing;

namespace Hindsight.Checks.Tests.Generation;

public sealed class TaskGeneratorTests
{
    private static readonly string[] Families = ["plain", "ifeval", "muldimif"];
    private static readonly TaskGenerator Generator = new(CheckRegistry.Default, Families);
    private static readonly RubricCatalog Rubrics = RubricCatalog.Load(Path.Combine(Repository.Root, "rubrics"), CheckRegistry.Default);

    [Fact]
    public void Generate_SameSeed_GivesTheSameBytesWhateverTheCount()
    {
        string all = Written(Generator.Generate(BasePrompts.All, 700, 7)), some = Written(Generator.Generate(BasePrompts.All, 300, 7));

        all.Should().StartWith(some);
        Written(Generator.Generate(BasePrompts.All, 300, 8)).Should().NotBe(some);
    }

    [Fact]
    public void Generate_APromptMoreOrLess_LeavesTheOthersTasksAsTheyWere()
    {
        TrainingTask[] fewer = [.. BasePrompts.All.Skip(1)];

        Written(Generator.Generate(fewer, fewer.Length, 3).OrderBy(t => t.Id, StringComparer.Ordinal))
            .Should().Be(Written(Generator.Generate(BasePrompts.All, BasePrompts.All.Count, 3).Where(t => !t.Id.StartsWith(BasePrompts.All[0].Id, StringComparison.Ordinal)).OrderBy(t => t.Id, StringComparer.Ordinal)));
    }

    [Fact]
    public void Generate_AnySeed_GivesTasksThatReadBackAndBind() => Gen.ULong.Sample(seed =>
    {
        IReadOnlyList<TrainingTask> tasks = Generator.Generate(BasePrompts.All, 250, seed);
        string written = Written(tasks);

        IReadOnlyList<TrainingTask> read = TaskFile.Parse("generated.jsonl", Encoding.UTF8.GetBytes(written), CheckRegistry.Default);

        return Written(read) == written && Rubrics.Validate(read).Count == 0 && tasks.All(t => t.Criteria.Count is >= 1 and <= 5 && t.Criteria.Select(c => c.Check).Distinct().Count() == t.Criteria.Count);
    }, iter: 20, threads: 1);

    [Fact]
    public void Generate_AnySeed_CombinesNothingThatExcludesEachOther() => Gen.ULong.Sample(seed =>
        Generator.Generate(BasePrompts.All, 250, seed).Select(Contradiction).Where(c => c is not null).Should().BeEmpty(), iter: 20, threads: 1);

    [Fact]
    public void Generate_EveryPrompt_IsUsedInTurnAndKeepsItsSide()
    {
        IReadOnlyList<TrainingTask> tasks = Generator.Generate(BasePrompts.All, 3 * BasePrompts.All.Count, 5);
        Dictionary<string, TaskSplit> sides = BasePrompts.All.ToDictionary(p => p.Id, p => new TaskSplitter().SplitOf(p.Id));

        tasks.GroupBy(BaseOf).Should().HaveCount(BasePrompts.All.Count).And.OnlyContain(g => g.Count() == 3);
        tasks.Should().OnlyContain(t => t.Split == sides[BaseOf(t)]);
        tasks.Select(t => t.Split).Should().Contain(TaskSplit.HeldOut).And.Contain(TaskSplit.Train);
        tasks.Select(t => t.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Generate_ManyTasks_UsesEveryRecipeFrameAndNumberOfConstraints()
    {
        IReadOnlyList<TrainingTask> tasks = Generator.Generate(BasePrompts.All, 4000, 11);

        tasks.SelectMany(t => t.Criteria).Select(c => c.Check).Distinct().Should().BeEquivalentTo(RecipeBook.Default.Recipes.Select(r => r.Check).Distinct());
        tasks.GroupBy(t => t.Criteria.Count).Select(g => g.Key).Order().Should().Equal(1, 2, 3, 4, 5);
        tasks.GroupBy(t => t.Criteria.Count).Should().OnlyContain(g => g.Count() >= 400);
        tasks.Should().OnlyContain(t => BasePrompts.All.Any(p => p.Id == BaseOf(t) && t.Messages[0].Content.Contains(p.Messages[0].Content)));
        tasks.Select(t => t.Messages[0].Content).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Generate_PromptWithMoreOfItsOwn_KeepsIt()
    {
        var own = new Criterion { Id = "own", Text = "Is kind", Kind = CriterionKind.Judge };
        var used = new Criterion { Id = "comma", Text = "No commas", Kind = CriterionKind.Check, Check = "ifeval/punctuation:no_comma" };
        var prompt = new TrainingTask
        {
            Id = "p", Messages = [new ChatMessage("system", "Be kind."), ChatMessage.User("Say {hello}.")], Rubric = "mine", Criteria = [own, used], Split = TaskSplit.HeldOut, Tags = ["t"],
            Variables = new Dictionary<string, string> { ["name"] = "Ada" },
        };

        foreach (TrainingTask task in Generator.Generate([prompt], 200, 1))
        {
            task.Messages[0].Should().Be(prompt.Messages[0]);
            task.Messages[1].Content.Should().Contain("Say {hello}.");
            (task.Rubric, task.Split, task.Variables["name"], task.Tags[0]).Should().Be(("mine", TaskSplit.HeldOut, "Ada", "t"));
            task.Criteria.Take(2).Should().Equal(own, used);
            task.Criteria.Skip(2).Should().NotBeEmpty().And.NotContain(c => c.Check == used.Check);
        }
    }

    [Theory]
    [InlineData("muldimif/language:english", """{"case":"lower"}""", "ifeval/change_case:english_capital")]
    [InlineData("ifeval/language:response_language", """{"language":"sv"}""", "ifeval/change_case:english_capital")]
    [InlineData("muldimif/length:sentences", """{"max":3}""", "muldimif/length:words")]
    [InlineData("ifeval/length_constraints:number_words", """{"num_words":20,"relation":"less than"}""", "muldimif/length:paragraphs")]
    [InlineData("word_count", """{"max":"{{$most}}"}""", "muldimif/length:paragraphs")]
    [InlineData("bullet_count", """{"min":3}""", "ifeval/detectable_format:json_format")]
    public void Generate_PromptThatDemandsWhatACheckExcludes_AddsNoneThatCannotBeMet(string check, string arguments, string excluded)
    {
        TrainingTask prompt = Demanding(check, arguments) with { Variables = new Dictionary<string, string> { ["most"] = "20" } };

        IReadOnlyList<TrainingTask> tasks = new TaskGenerator(CheckRegistry.Default, [excluded, "max_repetition"]).Generate([prompt], 60, 1);

        // Three sentences leave room for 54 words, and no more; beside the other demands there is no place for any of what is excluded.
        tasks.SelectMany(t => t.Criteria).Should()
            .NotContain(c => c.Check == excluded && (excluded != "muldimif/length:words" || (c.Arguments.ContainsKey("min") && c.Arguments["min"].GetInt32() > 54)));
    }

    [Fact]
    public void Generate_TasksMadeOfTasks_CombineNothingThatExcludesEachOtherAndHaveFiveConstraintsAtMost()
    {
        IReadOnlyList<TrainingTask> first = Generator.Generate(BasePrompts.All, 400, 2), second = Generator.Generate(first, 300, 3);

        second.Should().HaveCount(300).And.OnlyContain(t => t.Criteria.Count <= 5);
        second.Select(Contradiction).Where(c => c is not null).Should().BeEmpty();
        second.Where(t => !t.Criteria.Any(c => c.Check is "ifeval/language:response_language" or "muldimif/language:chinese")).Select(ConstructedAnswer.MissedBy).Where(missed => missed is not null).Should().BeEmpty();
    }

    [Fact]
    public void Generate_PromptThatNamesTexts_TakesNoneThatOverlapThem()
    {
        string[] all = [.. RecipeBook.Default.Pools["everyday"]];
        TrainingTask prompt = Demanding("contains", JsonSerializer.Serialize(new { texts = all.Skip(6).Append("a " + all[0].ToUpperInvariant() + " one") }));

        IReadOnlyList<TrainingTask> tasks = new TaskGenerator(CheckRegistry.Default, ["not_contains"]).Generate([prompt], 60, 1);

        tasks.SelectMany(t => t.Criteria.Skip(1)).SelectMany(c => c.Arguments["texts"].EnumerateArray()).Select(t => t.GetString()!).Should().NotBeEmpty().And.OnlyContain(t => all.Skip(1).Take(5).Contains(t));
    }

    [Fact]
    public void Generate_PromptWhoseCriteriaLeaveNoRoom_SaysSo()
    {
        Action act = () => new TaskGenerator(CheckRegistry.Default, ["ifeval/change_case:english_capital"]).Generate([Demanding("muldimif/language:english", """{"case":"lower"}""")], 1, 1);

        act.Should().Throw<TaskGenerationException>().WithMessage("None of the checks fits any of the 1 prompts.");
    }

    [Fact]
    public void Generate_OneCheck_MakesTasksOfItWhereItFits()
    {
        IReadOnlyList<TrainingTask> tasks = new TaskGenerator(CheckRegistry.Default, ["ifeval/detectable_format:constrained_response"]).Generate(BasePrompts.All, 40, 1);

        tasks.Should().HaveCount(40).And.OnlyContain(t => t.Tags[0] == "question" && t.Criteria.Single().Check == "ifeval/detectable_format:constrained_response");
    }

    [Fact]
    public void Generate_NoCheckFitsAnyPrompt_SaysSo()
    {
        Action act = () => new TaskGenerator(CheckRegistry.Default, ["ifeval/detectable_format:constrained_response"]).Generate([.. BasePrompts.All.Where(p => p.Tags[0] == "write")], 1, 1);

        act.Should().Throw<TaskGenerationException>().WithMessage("None of the checks fits any of the * prompts.");
    }

    [Fact]
    public void Constructor_NamesThatStandForNothing_AreAllNamed()
    {
        Action act = () => _ = new TaskGenerator(CheckRegistry.Default, ["ifeval", "ifevil", "regex", "ifeval/no:such"]);

        act.Should().Throw<TaskGenerationException>().Which.Faults.Should().SatisfyRespectively(
            f => f.Should().Be("found 'ifevil', expected a check's id or one of the families plain, ifeval, muldimif."),
            f => f.Should().Be("found 'regex', of which no tasks can be made: it has no recipe."),
            f => f.Should().StartWith("found 'ifeval/no:such', expected"));
    }

    [Fact]
    public void Generate_TasksWithoutALanguage_CanBeMet()
    {
        // A constructed answer that meets everything shows that the constraints get along.
        TrainingTask[] tasks = [.. Generator.Generate(BasePrompts.All, 3000, 13).Where(t => !t.Criteria.Any(c => c.Check is "ifeval/language:response_language" or "muldimif/language:chinese"))];

        tasks.Should().HaveCountGreaterThan(2500);
        tasks.Select(ConstructedAnswer.MissedBy).Where(missed => missed is not null).Should().BeEmpty();
    }

    private static TrainingTask Demanding(string check, string arguments) => new()
    {
        Id = "p", Messages = [ChatMessage.User("Why is the sea salty?")],
        Criteria = [new Criterion { Id = "own", Text = "Own", Kind = CriterionKind.Check, Check = check, Arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments)! }],
    };

    /// <summary>Two constraints that exclude each other, by rules of this test's own.</summary>
    private static string? Contradiction(TrainingTask task)
    {
        string[] ids = [.. task.Criteria.Select(c => c.Check!)];
        (string[] One, string[] Other)[] never =
        [
            (["english_lowercase", "english_capital", "letter_case", "language:english", "capital_word"], ["english_lowercase", "english_capital", "letter_case", "language:english", "capital_word", "response_language", "language:chinese"]),
            (["response_language", "language:chinese"], ["keywords", "contains", "letter_frequency", "response_language", "language:chinese", "end_checker", "starts_with", "ends_with"]),
            (["json"], ["json", "bullet", "numbered_lines", "format:table", "heading", "title", "quotation", "paragraph", "two_responses", "highlight", "bold", "sections", "starts_with", "content:start", "ends_with", "end_checker", "postscript", "no_comma"]),
            (["number_words", "word_count", "length:words", "character"], ["number_words", "word_count", "length:words", "character"]),
            (["sentence"], ["sentence"]), (["paragraph"], ["paragraph"]), (["bullet", "numbered_lines"], ["bullet", "numbered_lines"]),
            (["starts_with", "content:start", "quotation", "repeat_prompt", "first_word"], ["starts_with", "content:start", "quotation", "repeat_prompt", "first_word"]),
            (["ends_with", "end_checker", "postscript", "content:punctuation", "quotation", "sources"], ["ends_with", "end_checker", "postscript", "content:punctuation", "quotation", "sources"]),
        ];
        foreach ((string[] one, string[] other) in never)
        {
            foreach (string id in ids.Where(id => one.Any(o => Names(id, o))))
            {
                if (ids.FirstOrDefault(x => x != id && other.Any(o => Names(x, o))) is { } second)
                    return $"{task.Id}: {id} and {second}";
            }
        }

        string[] wanted = [.. Texts(task, "keywords", "keyword", "texts", c => !Forbids(c))], forbidden = [.. Texts(task, "keywords", "forbidden_words", "texts", Forbids)];
        return wanted.Intersect(forbidden, StringComparer.OrdinalIgnoreCase).FirstOrDefault();
    }

    private static bool Names(string id, string part) => id.Contains(part, StringComparison.Ordinal);

    private static bool Forbids(Criterion c) => c.Check is "not_contains" or "ifeval/keywords:forbidden_words" || (c.Arguments.TryGetValue("mode", out JsonElement mode) && mode.GetString() == "none");

    private static IEnumerable<string> Texts(TrainingTask task, string a, string b, string d, Func<Criterion, bool> which) => task.Criteria.Where(which)
        .SelectMany(c => c.Arguments.Where(x => x.Key == a || x.Key == b || x.Key == d))
        .SelectMany(x => x.Value.ValueKind == JsonValueKind.Array ? x.Value.EnumerateArray().Select(v => v.GetString()!) : [x.Value.GetString()!]);

    private static string BaseOf(TrainingTask task) => string.Join('-', task.Id.Split('-')[..^2]);

    private static string Written(IEnumerable<TrainingTask> tasks)
    {
        using var stream = new MemoryStream();
        TaskFile.Write(stream, tasks);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
