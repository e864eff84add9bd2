using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace Hindsight.SemanticKernel.Tests.Grading;

/// <summary>Prompts that cannot be made, and filters of the host that throw: no judge's failure, and none of its transport.</summary>
public sealed class PromptFaultTests : IDisposable
{
    private static readonly Criterion Polite = Contexts.Judged("polite", "The reply is polite.");
    private static readonly Func<HttpContext, Task> Good = ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met")));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Grade_TemplateCallsAFunction_IsUngradedByTheRubricAndNobodyIsAsked()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        var rubric = new FixedRubric { Rubric = new Rubric { Name = "r", Version = "1", Criteria = [Polite], Template = "<message role=\"user\">{{no.such}} {{$criteria}} {{$answer}}</message>" } };
        await using var host = new GradingHost(
            rubric, judge.Endpoint, ("Hindsight:Judge", "main"), ("Hindsight:Judges:main:Fallback", "second"), ("Hindsight:Judges:second:Endpoint", judge.Endpoint.ToString()), ("Hindsight:Judges:second:Model", "m"));

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Cause.Should().Be(UngradedCause.RubricFault);
        grade.CauseDetail.Should().Contain("it calls a function");
        grade.Usage.Should().Be(GradeUsage.None);
        judge.Requests.Should().BeEmpty("another judge would be asked with the same prompt");
    }

    [Theory]
    [InlineData("prompt", 0)]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task Grade_FilterThrows_IsUngradedByThePromptWhateverItThrows(string when, int calls)
    {
        var filter = new ThrowingFilter(when);
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        await using GradingHost host = Host(judge, filter, ("Hindsight:Judges:main:BreakRatio", "0.1"));

        for (int i = 0; i < 12; i++)
        {
            Grade grade = await host.GradeAsync("Thank you.");
            (grade.Cause, grade.Usage.Calls).Should().Be((UngradedCause.PromptFault, calls));
            grade.CauseDetail.Should().EndWith("HttpRequestException: the moderation service is down");
        }

        judge.Requests.Should().HaveCount(12 * calls, "nothing is repeated");
        filter.Heals = true;
        (await host.GradeAsync("Thank you.")).Score.Should().Be(1, "the circuit knows nothing of it");
    }

    [Fact]
    public async Task Grade_EndpointFailsBehindFilters_IsStillTransport()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Status(500));
        await using GradingHost host = Host(judge, new ThrowingFilter("never"), ("Hindsight:Judges:main:Retries", "1"));

        (await host.GradeAsync("Thank you.")).Cause.Should().Be(UngradedCause.JudgeTransport);
        judge.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("Judge/ReplySchema", "{{no.such}}", 0)]
    [InlineData("Judge/ReplySchema", "{{$nothing}} {{$schema}}", 0)]
    [InlineData("Judge/RepairVerdicts", "<message role=\"user\">{{no.such}} {{$faults}}</message>", 1)]
    public async Task Grade_PromptFileOfAnEndpointsJudgeCannotBeRendered_IsUngradedByItWithWhatWasSpent(string prompt, string template, int calls)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says("no verdicts"));
        await using var host = new GradingHost(new FixedRubric(Polite), judge.Endpoint, Prompts(prompt, template), ("Hindsight:Judges:main:StructuredOutput", "None"));

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Cause, grade.Usage.Calls).Should().Be((UngradedCause.PromptFault, calls));
        grade.CauseDetail.Should().Contain(prompt);
    }

    [Fact]
    public async Task Grade_PromptFileOfThePolicyAsAJudgeCannotBeRendered_IsUngradedByIt()
    {
        string template = "<message role=\"user\">{{no.such}} {{$instruction}} {{$answer}} {{$criterion}} {{$data_notice}}</message>";
        var policy = new ChoosingPolicy(_ => [0, 0, 0, 0]);
        await using var host = new GradingHost(new FixedRubric(Polite), null, services => services.AddSingleton<IPolicy>(policy), Prompts("Judge/YesNo", template), ("Hindsight:Judges:self:Policy", "true"));

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Cause, grade.Usage).Should().Be((UngradedCause.PromptFault, GradeUsage.None));
        grade.CauseDetail.Should().StartWith("judge 'self': ").And.Contain("Judge/YesNo");
        policy.Batches.Should().BeEmpty();
    }

    private static GradingHost Host(ScriptedJudge judge, ThrowingFilter filter, params (string Key, string Value)[] settings) => new(
        new FixedRubric(Polite), judge.Endpoint, services => services.AddSingleton<IPromptRenderFilter>(filter).AddSingleton<IFunctionInvocationFilter>(filter), settings);

    private (string Key, string Value) Prompts(string changed, string template)
    {
        string prompts = Path.Combine(Repository.Root, "prompts");
        foreach (string file in Directory.EnumerateFiles(prompts, "*", SearchOption.AllDirectories))
            _folder.Write(Path.Combine("prompts", Path.GetRelativePath(prompts, file)), File.ReadAllText(file));
        _folder.Write($"prompts/{changed}/skprompt.txt", template);
        return ("Hindsight:PromptsFolder", _folder.PathOf("prompts"));
    }

    private sealed class ThrowingFilter(string when) : IPromptRenderFilter, IFunctionInvocationFilter
    {
        public bool Heals { get; set; }

        public async Task OnPromptRenderAsync(PromptRenderContext context, Func<PromptRenderContext, Task> next)
        {
            await next(context);
            ThrowIf("prompt");
        }

        public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
        {
            ThrowIf("before");
            await next(context);
            ThrowIf("after");
        }

        private void ThrowIf(string now)
        {
            if (when == now && !Heals)
                throw new HttpRequestException("the moderation service is down");
        }
    }
}
