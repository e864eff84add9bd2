using System.Text.Json;
using System.Text.Json.Nodes;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Tests.Grading;

public sealed class JudgeToolsTests
{
    private static readonly Criterion Polite = Contexts.Judged("polite", "The reply is polite.");
    private static readonly string Good = ScriptedJudge.Verdicts(("polite", "met"));

    [Fact]
    public async Task Grade_JudgeCallsACheck_GetsItsResultAndThenSaysItsVerdicts()
    {
        var filter = new SeenFunctions();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Calls(("one", "Checks-own", """{"answer":"Thank you."}""")), ScriptedJudge.Says(Good));
        await using var host = new GradingHost(Rubric("own"), judge.Endpoint, services => services.AddSingleton<IFunctionInvocationFilter>(filter),
            ("Hindsight:Judges:main:InputPrice", "10000"));

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().Be(1);
        grade.Usage.Should().Be(new GradeUsage(2, 200, 14, 2));
        JsonElement offered = judge.Requests.First().GetProperty("tools")[0].GetProperty("function");
        judge.Requests.First().GetProperty("tool_choice").GetString().Should().Be("auto");
        offered.GetProperty("name").GetString().Should().Be("Checks-own");
        judge.Requests.Should().OnlyContain(r => ScriptedJudge.AsksForVerdicts(r), "the form of the reply is asked for all along");
        JsonElement result = judge.Requests.ElementAt(1).GetProperty("messages").EnumerateArray().Last();
        result.GetProperty("role").GetString().Should().Be("tool");
        result.GetProperty("tool_call_id").GetString().Should().Be("one");
        judge.Message(1, 3).Should().Be("""{"verdict":"met"}""", "what a check quotes of an answer would stand outside of the fence");
        filter.Names.Should().Equal("Judge_GradeCriteria", "own");
    }

    [Fact]
    public async Task Grade_JudgeCallsWhatIsNotThere_IsToldAndMayGoOn()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Calls(("one", "Checks-none", "{}"), ("two", "Checks-own", "no JSON")), ScriptedJudge.Says(Good));
        await using var host = new GradingHost(Rubric("own"), judge.Endpoint);

        (await host.GradeAsync("Thank you.")).Score.Should().Be(1);

        judge.Message(1, 3).Should().StartWith("unknown: ");
        judge.Message(1, 4).Should().StartWith("unknown: ");
    }

    [Fact]
    public async Task Grade_JudgeNeverStopsCalling_MustReplyInTheEnd()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http =>
            ScriptedJudge.RequestOf(http).GetProperty("tool_choice").GetString() == "auto" ? Calls(("one", "Checks-own", """{"answer":"x"}"""))(http) : ScriptedJudge.Says(Good)(http));
        await using var host = new GradingHost(Rubric("own"), judge.Endpoint);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().Be(1);
        judge.Requests.Select(r => r.GetProperty("tool_choice").GetString()).Should().Equal([.. Enumerable.Repeat("auto", Judge.ToolRounds), "none"]);
        grade.Usage.Calls.Should().Be(Judge.ToolRounds + 1);
    }

    [Fact]
    public async Task Grade_MalformedSetAfterTools_IsAskedOnceMoreAndMayCallAgain()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says("{}"), Calls(("one", "Checks-own", """{"answer":"x"}""")), ScriptedJudge.Says(Good));
        await using var host = new GradingHost(Rubric("own"), judge.Endpoint);

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.Usage.Calls).Should().Be((1.0, 3));
        judge.Message(2, 3).Should().StartWith("Your reply cannot be used");
    }

    [Fact]
    public async Task Grade_UnknownTool_IsARubricFaultThatFaultsNames()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good));
        FixedRubric rubric = Rubric("none", "neither");
        await using var host = new GradingHost(rubric, judge.Endpoint);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Cause.Should().Be(UngradedCause.RubricFault);
        host.Grader.Faults(rubric.Rubric).Select(f => f.Message).Should().Equal("rubric 'service', tools: found the unknown check 'none'.", "rubric 'service', tools: found the unknown check 'neither'.");
        judge.Requests.Should().BeEmpty();
    }

    private static FixedRubric Rubric(params string[] tools) => new() { Rubric = new FixedRubric(Polite).Rubric with { Tools = tools } };

    private static Func<HttpContext, Task> Calls(params (string Id, string Name, string Arguments)[] calls)
    {
        JsonObject completion = ScriptedJudge.Completion("", "tool_calls");
        completion["choices"]![0]!["message"]!["tool_calls"] = new JsonArray([.. calls.Select(c => (JsonNode?)new JsonObject
        {
            ["id"] = c.Id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = c.Name, ["arguments"] = c.Arguments },
        })]);
        return ScriptedJudge.Body(completion.ToJsonString());
    }

    private sealed class SeenFunctions : IFunctionInvocationFilter
    {
        public List<string> Names { get; } = [];

        public Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
        {
            Names.Add(context.Function.Name);
            return next(context);
        }
    }
}
