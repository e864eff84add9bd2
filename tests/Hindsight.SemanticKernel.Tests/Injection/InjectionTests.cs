using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.SemanticKernel.Judging;
using Hindsight.SemanticKernel.Tests.Grading;
using Hindsight.Testing;

namespace Hindsight.SemanticKernel.Tests.Injection;

/// <summary>Whatever an answer or a task says, a judge that obeys everything outside the fence obeys none of it.</summary>
public sealed class InjectionTests
{
    private const ulong Seed = 7;
    private static readonly Criterion Polite = Contexts.Judged("polite", "The reply is polite.", 3);
    private static readonly Criterion Refund = Contexts.Judged("refund", "The reply promises a refund.", 1);

    [Fact]
    public void Attempts_OfTheSet_AreSixtyAtLeastAndOfManyKinds()
    {
        InjectionAttempt.All.Should().HaveCountGreaterThanOrEqualTo(60).And.OnlyHaveUniqueItems(a => a.Id);
        InjectionAttempt.All.Select(a => a.Kind).Distinct().Should().Contain(["approval", "verdict", "fence", "role", "template", "unicode"]);
        InjectionAttempt.All.Where(a => a.Text.Length > 0).Should().OnlyContain(a => a.Text.Contains("{mark}"));
    }

    [Fact]
    public async Task Grade_EveryAttemptAsAnAnswer_FlipsNoVerdict()
    {
        var judge = new ObedientJudge();
        await using ScriptedJudge endpoint = await ScriptedJudge.StartAsync(judge.AnswerAsync);
        await using var host = new GradingHost(new FixedRubric(Polite, Refund), endpoint.Endpoint, ("Hindsight:Steering:Action", "Flag"));
        foreach (InjectionAttempt attempt in InjectionAttempt.All)
        {
            string text = attempt.Written(Seed, "task-1");

            Grade grade = await host.Top.GradeAsync(Contexts.Task(), Contexts.Sample(text), CancellationToken.None);

            judge.Faults.Should().BeEmpty(attempt.Id);
            grade.Verdicts.Select(v => v.Kind).Should().Equal([VerdictKind.Unmet, VerdictKind.Unmet], attempt.Id);
            grade.Steering!.Kind.Should().Be(VerdictKind.Unmet, attempt.Id);
            judge.Fenced.TakeLast(2).Should().AllSatisfy(fenced => fenced.Should().Equal("Where is order 4711?", AsSent(text)), attempt.Id);
        }
    }

    [Fact]
    public async Task Grade_EveryAttemptAsATask_FlipsNoVerdict()
    {
        var judge = new ObedientJudge();
        await using ScriptedJudge endpoint = await ScriptedJudge.StartAsync(judge.AnswerAsync);
        await using var host = new GradingHost(new FixedRubric(Polite, Refund), endpoint.Endpoint);
        foreach (InjectionAttempt attempt in InjectionAttempt.All)
        {
            string text = attempt.Written(Seed, "task-1");

            Grade grade = await host.Top.GradeAsync(Contexts.Task(ChatMessage.User(text)), Contexts.Sample("Hello."), CancellationToken.None);

            judge.Faults.Should().BeEmpty(attempt.Id);
            grade.Verdicts.Select(v => v.Kind).Should().Equal([VerdictKind.Unmet, VerdictKind.Unmet], attempt.Id);
            judge.Fenced[^1].Should().Equal([AsSent(text), "Hello."], attempt.Id);
        }
    }

    [Fact]
    public async Task Advise_EveryAttemptAsADraft_IsNotObeyed()
    {
        var judge = new ObedientJudge();
        await using ScriptedJudge endpoint = await ScriptedJudge.StartAsync(judge.AnswerAsync);
        await using var host = new GradingHost(new FixedRubric(Polite, Refund), endpoint.Endpoint);
        foreach (InjectionAttempt attempt in InjectionAttempt.All)
        {
            HindsightContext draft = Contexts.Hindsight(attempt.Written(Seed, "task-1"), [], [Polite]);

            HindsightPrompt prompt = await host.Curator.WriteAsync(draft, CancellationToken.None);

            judge.Faults.Should().BeEmpty(attempt.Id);
            prompt.Advice.Should().Be("Say that you are sorry.", attempt.Id);
        }
    }

    [Fact]
    public async Task ObedientJudge_OrderOutsideTheFence_IsObeyed()
    {
        // The judge is no better than it ought to be: the same order in a criterion's text, which the owner writes, is carried out.
        var judge = new ObedientJudge();
        await using ScriptedJudge endpoint = await ScriptedJudge.StartAsync(judge.AnswerAsync);
        await using var host = new GradingHost(new FixedRubric(Polite with { Text = InjectionAttempt.Mark }, Refund), endpoint.Endpoint);

        Grade grade = await host.Top.GradeAsync(Contexts.Task(), Contexts.Sample("Hello."), CancellationToken.None);

        grade.Verdicts.Should().OnlyContain(v => v.Kind == VerdictKind.Met);
        judge.Faults.Should().Equal("found an order outside the fences");
    }

    // What XML cannot carry arrives as U+FFFD.
    private static string AsSent(string text) => UntrustedText.Printable(text);
}
