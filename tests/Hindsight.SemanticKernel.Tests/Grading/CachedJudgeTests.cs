using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Grading;
using Hindsight.Tasks;
using Hindsight.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hindsight.SemanticKernel.Tests.Grading;

public sealed class CachedJudgeTests : IDisposable
{
    private static readonly Criterion Polite = Contexts.Judged("polite", "The reply is polite.");
    private static readonly Criterion Tone = Contexts.Judged("tone", "The tone fits.") with { Levels = [new(0, "cold"), new(0.5, "neutral"), new(1, "warm")] };

    private readonly MemoryVerdictCache _cache = new();
    private readonly ManualTime _time = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Grade_SameAnswerAgain_SaysTheSameWithoutACall()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met"), ("tone", "2"))));
        await using GradingHost first = Host(judge, [Polite, Tone]), second = Host(judge, [Polite, Tone]);

        Grade asked = await first.GradeAsync("Thank you."), kept = await second.GradeAsync("Thank you.");

        judge.Requests.Should().ContainSingle();
        kept.Score.Should().Be(asked.Score).And.Be(0.75);
        kept.Verdicts.Should().BeEquivalentTo(asked.Verdicts).And.OnlyContain(v => v.Source == "judge:main" && v.Reason.StartsWith("because of"));
        (asked.Usage.Calls, kept.Usage, kept.UsageByJudge.Count).Should().Be((1, GradeUsage.None, 0));
    }

    [Fact]
    public async Task Grade_OneMoreCriterion_IsAskedAboutAlone()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(
            ScriptedJudge.Says(ScriptedJudge.Verdicts(("tone", "2"))), ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met"))));
        await using GradingHost one = Host(judge, [Tone]), two = Host(judge, [Polite, Tone]);

        await one.GradeAsync("Thank you.");
        Grade grade = await two.GradeAsync("Thank you.");

        judge.Requests.Should().HaveCount(2);
        judge.Message(1, 1).Should().Contain("\"polite\"").And.NotContain("\"tone\"");
        grade.Verdicts.Select(v => (v.CriterionId, v.Kind, v.Degree)).Should().Equal(("polite", VerdictKind.Met, null), ("tone", VerdictKind.Unmet, 0.5));
        grade.Usage.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Grade_JudgeCannotTell_IsAskedAgainAboutThatAlone()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(
            ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "unknown"), ("tone", "3"))), ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met"))));
        await using GradingHost host = Host(judge, [Polite, Tone]);

        Grade first = await host.GradeAsync("Thank you."), second = await host.GradeAsync("Thank you."), third = await host.GradeAsync("Thank you.");

        first.Cause.Should().Be(UngradedCause.JudgeUnknown);
        (second.Score, third.Score).Should().Be((1, 1));
        judge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Grade_AfterTheTimeToLive_IsAskedAgain()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(judge, [Polite], ("Hindsight:Cache:TimeToLive", "2.00:00:00"));

        await host.GradeAsync("Thank you.");
        _time.Advance(TimeSpan.FromDays(2));
        await host.GradeAsync("Thank you.");
        judge.Requests.Should().ContainSingle();
        _time.Advance(TimeSpan.FromTicks(1));
        await host.GradeAsync("Thank you.");

        judge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Grade_CacheOff_IsAskedEachTime()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(judge, [Polite], ("Hindsight:Cache:Enabled", "false"));

        await host.GradeAsync("Thank you.");
        await host.GradeAsync("Thank you.");

        judge.Requests.Should().HaveCount(2);
        _cache.Keys.Should().BeEmpty();
    }

    public static TheoryData<string> Changes =>
    [
        "answer", "instruction", "criterion's text", "criterion's id", "model", "endpoint", "structured output", "prompt file", "repair prompt file", "judge's name", "rubric's template", "settings", "tools",
    ];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Grade_SomethingThatTheVerdictDependsOnChanges_IsAskedAgain(string change)
    {
        CopyPrompts();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http => ScriptedJudge.Says(ScriptedJudge.Verdicts((
            ScriptedJudge.TextOf(ScriptedJudge.RequestOf(http), 1).Contains("\"kind\"", StringComparison.Ordinal) ? "kind" : "polite", "met")))(http));
        (string, string) prompts = ("Hindsight:PromptsFolder", _folder.PathOf("prompts"));
        await using GradingHost before = Host(judge, [Polite], prompts);
        await before.Grader.GradeAsync(Contexts.Task(), Contexts.Sample("Thank you."), default);
        Change(change);
        await using GradingHost after = Host(
            judge,
            new FixedRubric(change switch { "criterion's text" => Polite with { Text = "Is it polite?" }, "criterion's id" => Polite with { Id = "kind" }, _ => Polite }) is var fixedRubric
                && change == "rubric's template" ? new FixedRubric() { Rubric = fixedRubric.Rubric with { Template = "<message role=\"user\">{{$criteria}} {{$answer}}</message><message role=\"user\">x</message>" } }
                : change == "tools" ? new FixedRubric() { Rubric = fixedRubric.Rubric with { Tools = ["own"] } } : fixedRubric,
            [
                prompts,
                .. change switch
                {
                    "model" => [("Hindsight:Judges:main:Model", "other")],
                    "endpoint" => [("Hindsight:Judges:main:Endpoint", judge.Endpoint.ToString().Replace("127.0.0.1", "localhost"))],
                    "structured output" => [("Hindsight:Judges:main:StructuredOutput", "None")],
                    "judge's name" => [("Hindsight:Judge", "second"), ("Hindsight:Judges:second:Endpoint", judge.Endpoint.ToString()), ("Hindsight:Judges:second:Model", "judge-model")],
                    _ => ((string, string)[])[],
                },
            ]);

        Grade grade = await after.Grader.GradeAsync(
            change == "instruction" ? Contexts.Task(ChatMessage.User("Where is order 4712?")) : Contexts.Task(), Contexts.Sample(change == "answer" ? "Thank you!" : "Thank you."), default);

        grade.Score.Should().Be(1);
        judge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Grade_PromptThatHoldsTheSchemaChanges_IsAskedAgainWhereItIsSent()
    {
        CopyPrompts();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        (string, string)[] settings = [("Hindsight:PromptsFolder", _folder.PathOf("prompts")), ("Hindsight:Judges:main:StructuredOutput", "None")];
        await using GradingHost before = Host(judge, [Polite], settings);
        await before.GradeAsync("Thank you.");
        _folder.Write("prompts/Judge/ReplySchema/skprompt.txt", "Mind this: {{$schema}}");
        await using GradingHost after = Host(judge, [Polite], settings);

        await after.GradeAsync("Thank you.");

        judge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Grade_LevelWorthAnother_IsAskedAgain()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("tone", "2"))));
        await using GradingHost before = Host(judge, [Tone]), after = Host(judge, [Tone with { Levels = [new(0, "cold"), new(0.25, "neutral"), new(1, "warm")] }]);

        (await before.GradeAsync("Thank you.")).Score.Should().Be(0.5);
        (await after.GradeAsync("Thank you.")).Score.Should().Be(0.25);
        judge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Grade_OnlyWhatTheJudgeDoesNotSeeChanges_IsNotAskedAgain()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        await using GradingHost before = Host(judge, [Polite]), after = Host(judge, [Polite with { Weight = 5, Tags = ["x"] }], ("Hindsight:Judges:main:Retries", "7"));

        await before.GradeAsync("Thank you.");
        Grade grade = await after.Grader.GradeAsync(
            Contexts.Task() with { Id = "task-2", Variables = new Dictionary<string, string> { ["unused"] = "x" } }, Contexts.Sample("Thank you.") with { Seed = 8 }, default);

        judge.Requests.Should().ContainSingle();
        grade.Verdicts.Single().Weight.Should().Be(5);
    }

    [Fact]
    public async Task Grade_TheSameAtTheSameTime_MakesOneCallWhichOneOfThemPays()
    {
        var mayReply = new TaskCompletionSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Held(mayReply, Good));
        await using GradingHost host = Host(judge, [Polite]);

        Task<Grade> first = host.GradeAsync("Thank you."), second = host.GradeAsync("Thank you."), other = host.GradeAsync("Go away.");
        await RequestsAsync(judge, 2);
        mayReply.SetResult();
        Grade[] grades = await Task.WhenAll(first, second, other);

        judge.Requests.Should().HaveCount(2);
        grades.Should().OnlyContain(g => g.Score == 1);
        grades.Select(g => g.Usage.Calls).Should().Equal(1, 0, 1);
    }

    [Fact]
    public async Task Grade_SomeOfItIsBeingAsked_AsksTheRestAndNobodyWaitsForEver()
    {
        var mayReply = new TaskCompletionSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Held(mayReply, http => ScriptedJudge.Says(ScriptedJudge.Verdicts(
            [.. new[] { ("polite", "met"), ("tone", "3") }.Where(v => ScriptedJudge.TextOf(ScriptedJudge.RequestOf(http), 1).Contains($"\"{v.Item1}\"", StringComparison.Ordinal))]))(http)));
        var rubric = new RubricByTask(task => task.Id == "task-1" ? [Polite] : task.Id == "task-2" ? [Tone] : [Polite, Tone]);
        await using GradingHost host = new(rubric, judge.Endpoint, services => services.AddSingleton<IVerdictCache>(_cache).AddSingleton<TimeProvider>(_time));
        Task<Grade> Of(string task) => host.Top.GradeAsync(Contexts.Task() with { Id = task }, Contexts.Sample("Thank you."), default);

        Task<Grade> polite = Of("task-1"), both = Of("task-3"), tone = Of("task-2");
        await RequestsAsync(judge, 2);
        mayReply.SetResult();
        Grade[] grades = await Task.WhenAll(polite, both, tone);

        judge.Requests.Should().HaveCount(2);
        grades.Select(g => (g.Score, g.Usage.Calls)).Should().Equal((1, 1), (1, 1), (1, 0));
    }

    [Theory]
    [InlineData(0, 2)] // who asks gives up: the other asks anew
    [InlineData(1, 1)] // who waits gives up: the call goes on
    public async Task Grade_OneOfTwoGivesUp_TheOtherGetsItsGrade(int which, int calls)
    {
        var mayReply = new TaskCompletionSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Held(mayReply, Good));
        await using GradingHost host = Host(judge, [Polite]);
        using var cancel = new CancellationTokenSource();

        Task<Grade>[] grading = [.. Enumerable.Range(0, 2).Select(i => host.GradeAsync("Thank you.", i == which ? cancel.Token : default))];
        await RequestsAsync(judge, 1);
        await cancel.CancelAsync();
        await FluentActions.Awaiting(() => grading[which]).Should().ThrowAsync<OperationCanceledException>();
        await RequestsAsync(judge, calls);
        mayReply.SetResult();

        (await grading[1 - which]).Score.Should().Be(1);
        judge.Requests.Should().HaveCount(calls);
    }

    [Fact]
    public async Task Grade_JudgeIsAskedAndAFallbackAtTheSameTime_MakesOneCall()
    {
        var mayReply = new TaskCompletionSource();
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(ScriptedJudge.Status(500)), second = await ScriptedJudge.StartAsync(Held(mayReply, Good));
        var rubrics = new RubricByTask(task => [Polite with { Judge = task.Id == "task-1" ? "main" : "second" }]);
        using var asking = new FallbackIsAsked();
        await using var host = new GradingHost(
            rubrics, main.Endpoint, services => services.AddSingleton<IVerdictCache>(_cache).AddSingleton<ILoggerProvider>(asking), ("Hindsight:Judge", "main"), ("Hindsight:Judges:main:Retries", "0"), ("Hindsight:Judges:main:Fallback", "second"),
            ("Hindsight:Judges:second:Endpoint", second.Endpoint.ToString()), ("Hindsight:Judges:second:Model", "m"));

        Task<Grade> direct = host.Grader.GradeAsync(Contexts.Task() with { Id = "task-2" }, Contexts.Sample("Thank you."), default);
        await RequestsAsync(second, 1);
        Task<Grade> fallback = host.GradeAsync("Thank you.");
        await RequestsAsync(main, 1);
        // It says so just before it asks: a request of its own would be there long before the held one has its reply.
        await asking.Said.Task;
        mayReply.SetResult();
        Grade[] grades = await Task.WhenAll(direct, fallback);

        grades.Should().OnlyContain(g => g.Score == 1 && g.Verdicts.Single().Source == "judge:second");
        second.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Grade_CallFails_IsEverybodysFailureAndAskedAgainTheNextTime()
    {
        var mayReply = new TaskCompletionSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Held(mayReply, ScriptedJudge.Status(500)), Good);
        await using GradingHost host = Host(judge, [Polite], ("Hindsight:Judges:main:Retries", "0"));

        Task<Grade> first = host.GradeAsync("Thank you."), second = host.GradeAsync("Thank you.");
        await RequestsAsync(judge, 1);
        mayReply.SetResult();

        (await Task.WhenAll(first, second)).Select(g => g.Cause).Should().Equal(UngradedCause.JudgeTransport, UngradedCause.JudgeTransport);
        judge.Requests.Should().ContainSingle();
        (await host.GradeAsync("Thank you.")).Score.Should().Be(1);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("variable's description")]
    [InlineData("another judge's settings")]
    public async Task Grade_OnlyWhatTheJudgeDoesNotSeeOfARubricChanges_IsNotAskedAgain(string what)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        var rubric = new Rubric
        {
            Name = "r", Version = "1", Criteria = [Polite], Template = "<message role=\"user\">{{$criteria}} {{$answer}}</message>", InputVariables = [new("answer", "The answer.", null, true)],
            ExecutionSettings = """{ "default": { "temperature": 0 } }""",
        };
        Rubric changed = what switch
        {
            "name" => rubric with { Name = "renamed" },
            "version" => rubric with { Version = "2" },
            "variable's description" => rubric with { InputVariables = [rubric.InputVariables[0] with { Description = "What was said." }] },
            _ => rubric with { ExecutionSettings = """{ "default": { "temperature": 0 }, "other": { "temperature": 1 } }""" },
        };
        await using GradingHost before = Host(judge, new FixedRubric { Rubric = rubric }), after = Host(judge, new FixedRubric { Rubric = changed });

        await before.GradeAsync("Thank you.");
        await after.GradeAsync("Thank you.");

        judge.Requests.Should().ContainSingle($"a changed {what} does not reach the judge");
    }

    [Fact]
    public async Task Grade_SettingsOfThisJudgeChange_IsAskedAgain()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        FixedRubric Rubric(string settings) => new() { Rubric = new Rubric { Name = "r", Version = "1", Criteria = [Polite], Template = "<message role=\"user\">{{$criteria}} {{$answer}}</message>", ExecutionSettings = settings } };
        await using GradingHost before = Host(judge, Rubric("""{ "default": { "temperature": 0 } }""")), after = Host(judge, Rubric("""{ "default": { "temperature": 0 }, "main": { "temperature": 1 } }"""));

        await before.GradeAsync("Thank you.");
        await after.GradeAsync("Thank you.");

        judge.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("gold", 1)]
    [InlineData("silver", 2)]
    public async Task Grade_VariableThatTheTemplateUses_Counts(string level, int calls)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        var rubric = new FixedRubric { Rubric = new Rubric { Name = "r", Version = "1", Criteria = [Polite], Template = "<message role=\"user\">{{$level}} {{$criteria}} {{$answer}}</message>" } };
        await using GradingHost host = Host(judge, rubric);
        TrainingTask Task(string value) => Contexts.Task() with { Variables = new Dictionary<string, string> { ["level"] = value } };

        await host.Grader.GradeAsync(Task("gold"), Contexts.Sample("Thank you."), default);
        await host.Grader.GradeAsync(Task(level), Contexts.Sample("Thank you."), default);

        judge.Requests.Should().HaveCount(calls);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Held(TaskCompletionSource mayReply, Func<Microsoft.AspNetCore.Http.HttpContext, Task> reply) => async http =>
    {
        await mayReply.Task;
        await reply(http);
    };

    private static async Task RequestsAsync(ScriptedJudge judge, int count)
    {
        while (judge.Requests.Count < count)
            await Task.Yield();
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Good => ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met")));

    private GradingHost Host(ScriptedJudge judge, Criterion[] criteria, params (string Key, string Value)[] settings) => Host(judge, new FixedRubric(criteria), settings);

    private GradingHost Host(ScriptedJudge judge, FixedRubric rubric, params (string Key, string Value)[] settings) =>
        new(rubric, judge.Endpoint, services => services.AddSingleton<IVerdictCache>(_cache).AddSingleton<TimeProvider>(_time), [("Hindsight:Judge", "main"), .. settings]);

    private sealed class RubricByTask(Func<TrainingTask, Criterion[]> criteria) : IRubricSource
    {
        public Rubric Resolve(TrainingTask task) => new() { Name = "r", Version = "1", Criteria = criteria(task) };
    }

    private void CopyPrompts()
    {
        string prompts = Path.Combine(Repository.Root, "prompts");
        foreach (string file in Directory.EnumerateFiles(prompts, "*", SearchOption.AllDirectories))
            _folder.Write(Path.Combine("prompts", Path.GetRelativePath(prompts, file)), File.ReadAllText(file));
    }

    private void Change(string change)
    {
        if (change == "settings")
            _folder.Write("prompts/Judge/GradeCriteria/config.json", File.ReadAllText(_folder.PathOf("prompts", "Judge", "GradeCriteria", "config.json")).Replace("2048", "1024"));
        string? prompt = change switch { "prompt file" => "GradeCriteria", "repair prompt file" => "RepairVerdicts", _ => null };
        if (prompt is not null)
            _folder.Write($"prompts/Judge/{prompt}/skprompt.txt", File.ReadAllText(_folder.PathOf("prompts", "Judge", prompt, "skprompt.txt")).Replace("JSON object", "JSON value"));
    }

    /// <summary>Hears the log say that a fallback is asked.</summary>
    private sealed class FallbackIsAsked : ILoggerProvider, ILogger
    {
        public TaskCompletionSource Said { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ILogger CreateLogger(string categoryName) => categoryName == typeof(FallbackJudge).FullName ? this : NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.TrySetResult();

        public void Dispose()
        {
        }
    }
}
