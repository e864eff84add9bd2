using System.Text.Json;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Testing;
using Microsoft.AspNetCore.Http;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>How many criteria a call asks about, seen from the endpoint, which decides whatever it is asked about.</summary>
public sealed class JudgeCallsTests
{
    private static readonly FixedRubric Rubric = new(
        Contexts.Judged("a", "A.") with { Group = "x" }, Contexts.Judged("b", "B.") with { Group = "y" }, Contexts.Judged("c", "C.") with { Group = "x" }, Contexts.Judged("d", "D."));

    [Theory]
    [InlineData(JudgeCalls.All, "a b c d")]
    [InlineData(JudgeCalls.Each, "a", "b", "c", "d")]
    [InlineData(JudgeCalls.Group, "a c", "b", "d")]
    public async Task Grade_Calls_AskAboutAsManyCriteriaAsTheRubricSays(JudgeCalls calls, params string[] expected)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Decides);
        await using var host = new GradingHost(new FixedRubric { Rubric = Rubric.Rubric with { Calls = calls } }, judge.Endpoint,
            ("Hindsight:Judges:main:InputPrice", "20"), ("Hindsight:Judges:main:OutputPrice", "1000"));

        Grade grade = await host.GradeAsync("Thank you.");

        judge.Requests.Select(Asked).Should().BeEquivalentTo(expected);
        judge.Requests.Select((_, i) => judge.Message(i, 1).Split('\n').Count(l => l.StartsWith("{\"criterion\"", StringComparison.Ordinal)))
            .Should().Equal(judge.Requests.Select(r => Asked(r).Split().Length), "the prompt names them and no others");
        grade.Score.Should().Be(1);
        grade.Verdicts.Select(v => v.CriterionId).Should().Equal("a", "b", "c", "d");
        // 100 tokens in at 20 and 7 out at 1000 a million: 0.009 a call.
        grade.UsageByJudge.Should().ContainSingle().Which.Value.Should().BeEquivalentTo(
            new GradeUsage(expected.Length, 100 * expected.Length, 7 * expected.Length, 0.009 * expected.Length), o => o.Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-12)).WhenTypeIs<double>());
    }

    [Fact]
    public async Task Grade_OneOfSeveralCallsFails_LeavesItsCriteriaUnknownAndNoOthers()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http => Asked(ScriptedJudge.RequestOf(http)) == "a c" ? ScriptedJudge.Status(400)(http) : Decides(http));
        await using var host = new GradingHost(new FixedRubric { Rubric = Rubric.Rubric with { Calls = JudgeCalls.Group } }, judge.Endpoint);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Verdicts.Select(v => (v.CriterionId, v.Kind, v.Cause)).Should().Equal(
            ("a", VerdictKind.Unknown, UngradedCause.JudgeTransport), ("b", VerdictKind.Met, null), ("c", VerdictKind.Unknown, UngradedCause.JudgeTransport), ("d", VerdictKind.Met, null));
        (grade.Score, grade.Cause, grade.Usage).Should().Be((null, UngradedCause.JudgeTransport, new GradeUsage(3, 200, 14)));
    }

    private static Task Decides(HttpContext http) => ScriptedJudge.Says(ScriptedJudge.Verdicts([.. Asked(ScriptedJudge.RequestOf(http)).Split().Select(c => (c, "met"))]))(http);

    private static string Asked(JsonElement request) => string.Join(' ', request.GetProperty("response_format").GetProperty("json_schema").GetProperty("schema").GetProperty("properties")
        .GetProperty("verdicts").GetProperty("items").GetProperty("properties").GetProperty("criterion").GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
}
