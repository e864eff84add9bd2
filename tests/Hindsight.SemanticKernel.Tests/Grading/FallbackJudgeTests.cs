using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Testing;
using Microsoft.AspNetCore.Http;

namespace Hindsight.SemanticKernel.Tests.Grading;

public sealed class FallbackJudgeTests
{
    private static readonly Func<HttpContext, Task> Good = ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met")));
    private static readonly FixedRubric Rubric = new(Contexts.Judged("polite", "The reply is polite."));

    [Fact]
    public async Task Grade_JudgeFails_TheFallbackDecidesInItsOwnName()
    {
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(ScriptedJudge.Status(503)), second = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(Rubric, main, second);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().Be(1);
        grade.Verdicts.Single().Source.Should().Be("judge:second");
        grade.UsageByJudge.Should().BeEquivalentTo(new Dictionary<string, GradeUsage> { ["main"] = new(1, 0, 0), ["second"] = new(1, 100, 7) });
        main.Requests.Should().HaveCount(2, "its repetition comes first");
    }

    [Fact]
    public async Task Grade_JudgeIsSilent_TheFallbackDecides()
    {
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(ScriptedJudge.Hangs()), second = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(Rubric, main, second, ("Hindsight:Judges:main:AttemptTimeout", "00:00:00.2"));

        (await host.GradeAsync("Thank you.")).Verdicts.Single().Source.Should().Be("judge:second");
    }

    [Theory]
    [InlineData("no verdicts", null, UngradedCause.JudgeFormat)]
    [InlineData("", "No.", UngradedCause.JudgeRefused)]
    [InlineData("""{"verdicts":[{"criterion":"polite","reason":"","verdict":"unknown"}]}""", null, UngradedCause.JudgeUnknown)]
    public async Task Grade_JudgeHasSpoken_TheFallbackIsNotAsked(string content, string? refusal, UngradedCause cause)
    {
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(ScriptedJudge.Says(content, refusal: refusal)), second = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(Rubric, main, second);

        (await host.GradeAsync("Thank you.")).Cause.Should().Be(cause);

        second.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true, "no reply within 00:00:03")]
    [InlineData(false, "status 500*")]
    public async Task Grade_JudgeHasSpokenAndCannotBeAskedOnceMore_IsItsFaultyReplyAndTheFallbackIsNotAsked(bool hangs, string failure)
    {
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(ScriptedJudge.Says("no verdicts"), hangs ? ScriptedJudge.Hangs() : ScriptedJudge.Status(500)), second = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(Rubric, main, second, ("Hindsight:Judges:main:AttemptTimeout", hangs ? "00:00:03" : "00:01:00"), ("Hindsight:Judges:main:Retries", "0"));

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Cause, grade.Usage.Calls).Should().Be((UngradedCause.JudgeFormat, 2));
        grade.CauseDetail.Should().Match($"judge 'main' replied with no set of verdicts: *; it could not be asked once more: judge 'main': {failure}");
        second.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Grade_BothFail_TheReasonNamesBoth()
    {
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(ScriptedJudge.Status(503)), second = await ScriptedJudge.StartAsync(ScriptedJudge.Says("no verdicts"));
        await using GradingHost host = Host(Rubric, main, second);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Cause.Should().Be(UngradedCause.JudgeFormat);
        grade.CauseDetail.Should().MatchRegex("^judge 'main': status 503.*; fallback: judge 'second', asked twice");
    }

    [Fact]
    public async Task Grade_OneOfTwoCallsFails_TheFallbackDecidesThatCriterionAlone()
    {
        var rubric = new FixedRubric { Rubric = new Rubric { Name = "r", Version = "1", Calls = JudgeCalls.Each, Criteria = [Contexts.Judged("polite", "Polite."), Contexts.Judged("short", "Short.")] } };
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(http =>
            ScriptedJudge.TextOf(ScriptedJudge.RequestOf(http), 1).Contains("\"short\"", StringComparison.Ordinal) ? ScriptedJudge.Status(500)(http) : Good(http));
        await using ScriptedJudge second = await ScriptedJudge.StartAsync(ScriptedJudge.Says(ScriptedJudge.Verdicts(("short", "unmet"))));
        await using GradingHost host = Host(rubric, main, second);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Verdicts.Select(v => (v.CriterionId, v.Kind, v.Source)).Should().Equal(("polite", VerdictKind.Met, "judge:main"), ("short", VerdictKind.Unmet, "judge:second"));
        second.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Grade_CircuitOpen_IsNotWaitedFor()
    {
        await using ScriptedJudge main = await ScriptedJudge.StartAsync(ScriptedJudge.Status(503)), second = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(Rubric, main, second, ("Hindsight:Judges:main:BreakRatio", "0.5"), ("Hindsight:Judges:main:BreakDuration", "1.00:00:00"), ("Hindsight:Judges:main:Retries", "100"));

        // The breaker looks at ten attempts at least. A call that waited for the circuit would time out after five minutes.
        Grade[] grades = [await host.GradeAsync("Thank you."), await host.GradeAsync("Thank you.")];

        grades.Should().OnlyContain(g => g.Score == 1);
        main.Requests.Should().HaveCount(10);
    }

    private static GradingHost Host(FixedRubric rubric, ScriptedJudge main, ScriptedJudge second, params (string Key, string Value)[] settings) => new(
        rubric, main.Endpoint,
        [
            ("Hindsight:Judge", "main"), ("Hindsight:Judges:main:Retries", "1"), ("Hindsight:Judges:main:Fallback", "second"),
            ("Hindsight:Judges:second:Endpoint", second.Endpoint.ToString()), ("Hindsight:Judges:second:Model", "m"), .. settings,
        ]);
}
