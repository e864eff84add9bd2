using System.Text.Json;
using Hindsight.Grading;
using Hindsight.SemanticKernel.Tests.Grading;
using Hindsight.Testing;
using Hindsight.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hindsight.SemanticKernel.Tests.Judging;

/// <summary>The budget between the agents and a real endpoint. A call is reserved with its bytes and 2,048 tokens of reply; the endpoint reports 107.</summary>
public sealed class BudgetTests
{
    private const int Reported = 107, Longest = 2_048;

    private static readonly FixedRubric Rubric = new(Contexts.Judged("polite", "The reply is polite."));
    private static readonly string Good = ScriptedJudge.Verdicts(("polite", "met"));

    [Fact]
    public async Task Grade_BudgetOfTokens_IsReservedBySizeSettledByReportAndNeverExceeded()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good));
        int most = await MostAsync(judge);
        // Two calls fit: the second is reserved beside what the first did cost. A third is not asked for.
        await using GradingHost host = Host(judge, $"{most + Reported + 50}");

        Grade[] grades = [await host.GradeAsync("Thank you."), await host.GradeAsync("Thank you."), await host.GradeAsync("Thank you.")];

        grades.Select(g => g.Cause).Should().Equal(null, null, UngradedCause.JudgeBudget);
        grades[2].CauseDetail.Should().Be($"judge 'main': the judges' budget does not hold a call of up to {most:N0} tokens and a cost of 0; spent are 214 of {most + Reported + 50:N0} tokens");
        grades.Select(g => g.Usage).Should().Equal(new GradeUsage(1, 100, 7), new GradeUsage(1, 100, 7), GradeUsage.None);
        judge.Requests.Should().HaveCount(3, "one was to measure");
    }

    [Fact]
    public async Task Grade_ManyAtATime_SpendNoMoreThanTheBudgetThoughTheEndpointReportsNothing()
    {
        JsonElement silent = JsonSerializer.SerializeToElement(new { id = "c", @object = "chat.completion", created = 1, model = "m", choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = Good } } } });
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good), ScriptedJudge.Body(silent.GetRawText()));
        int most = await MostAsync(judge);
        await using GradingHost host = Host(judge, $"{5 * most + most / 2}");

        Grade[] grades = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.GradeAsync("Thank you.")));

        grades.Count(g => g.IsGraded).Should().Be(5, "each counts with all that it may have cost");
        grades.Where(g => !g.IsGraded).Should().OnlyContain(g => g.Cause == UngradedCause.JudgeBudget);
        grades.Where(g => g.IsGraded).Should().OnlyContain(g => g.Usage == new GradeUsage(1, most - Longest, Longest, 0));
        host.Budget.Spent.Should().Be(new GradeUsage(5, 5 * (most - Longest), 5 * Longest));
    }

    [Fact]
    public async Task Grade_MoreAtATimeThanReservationsFit_WaitOutsideOfTheirTimeAndAreAllGraded()
    {
        var mayReply = new TaskCompletionSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good), async http =>
        {
            await mayReply.Task;
            await ScriptedJudge.Says(Good)(http);
        });
        int most = await MostAsync(judge);
        var timers = new HeldTimers(TimeSpan.FromMinutes(4));
        // Two reservations fit at first, and six replies.
        await using var host = new GradingHost(
            Rubric, judge.Endpoint, services => services.AddSingleton<TimeProvider>(timers), ("Hindsight:Budget:MaxTokens", $"{2 * most + 100}"), ("Hindsight:Judges:main:TotalTimeout", "00:04:00"));

        Task<Grade>[] grading = [.. Enumerable.Range(0, 6).Select(_ => host.GradeAsync("Thank you."))];
        while (judge.Requests.Count < 3 && !grading.All(g => g.IsCompleted))
            await Task.Yield();
        int started = timers.Made;
        mayReply.SetResult();
        Grade[] grades = await Task.WhenAll(grading);

        grades.Should().OnlyContain(g => g.IsGraded);
        (started, host.Budget.Refusal, host.Budget.Spent).Should().Be((2, null, new GradeUsage(6, 600, 42)));
    }

    [Fact]
    public async Task Grade_RepetitionOfAnAttemptThatMayHaveCostAll_NeedsAReservationOfItsOwn()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good), ScriptedJudge.Status(503), ScriptedJudge.Body("<html>", "text/html"), ScriptedJudge.Says(Good));
        int most = await MostAsync(judge);
        await using GradingHost host = Host(judge, $"{2 * most - 1}");

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Cause, grade.Usage, host.Budget.Spent).Should().Be((UngradedCause.JudgeBudget, new GradeUsage(1, most - Longest, Longest), new GradeUsage(1, most - Longest, Longest)));
        judge.Requests.Should().HaveCount(3, "one was to measure, and the refused one was not sent");
    }

    [Fact]
    public async Task Grade_BudgetOfCost_CountsAtTheJudgesPrices()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good));
        int most = await MostAsync(judge);
        // A million tokens in cost 1000, out 2000: a call costs 0.114 and is reserved with its bytes and 4.096.
        double reserved = ((most - Longest) * 1000 + Longest * 2000) / 1e6;
        await using GradingHost host = Host(judge, "0", ("Hindsight:Budget:MaxCost", (reserved + 0.12).ToString("R")), ("Hindsight:Judges:main:InputPrice", "1000"), ("Hindsight:Judges:main:OutputPrice", "2000"));

        Grade[] grades = [await host.GradeAsync("Thank you."), await host.GradeAsync("Thank you."), await host.GradeAsync("Thank you.")];

        grades.Select(g => g.Cause).Should().Equal(null, null, UngradedCause.JudgeBudget);
        grades[0].Usage.Cost.Should().BeApproximately(0.114, 1e-12);
        host.Budget.Spent.Cost.Should().BeApproximately(0.228, 1e-12);
    }

    [Fact]
    public async Task Grade_AttemptsThatFail_CountOnlyWhereTheyMayHaveBeenComputed()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good), ScriptedJudge.Status(503), ScriptedJudge.Body("<html>", "text/html"), ScriptedJudge.Says(Good));
        int most = await MostAsync(judge);
        await using GradingHost host = Host(judge, "1000000");

        Grade grade = await host.GradeAsync("Thank you.");

        grade.IsGraded.Should().BeTrue();
        host.Budget.Spent.Should().Be(new GradeUsage(2, most - Longest + 100, Longest + 7), "a refusal costs nothing, a broken reply all that it may have");
        grade.Usage.Should().Be(host.Budget.Spent);
    }

    [Fact]
    public async Task Grade_SpendingThatIsKept_HasTheReservationBeforeTheRequestIsSentAndTheCostAfterIt()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good));
        int most = await MostAsync(judge);
        await using GradingHost host = Host(judge, "1000000");
        List<(GradeUsage Spent, int Requests)> kept = [];
        var durable = new TaskCompletionSource();
        host.Budget.GoOn(new Dictionary<string, GradeUsage>(), (all, _) =>
        {
            kept.Add((all["main"], judge.Requests.Count - 1));
            return durable.Task;
        });

        Task<Grade> grading = host.GradeAsync("Thank you.");
        while (kept.Count == 0)
            await Task.Yield();
        durable.SetResult();
        await grading;

        kept.Should().Equal((new GradeUsage(1, most - Longest, Longest), 0), (new GradeUsage(1, 100, 7), 1));
    }

    [Fact]
    public async Task Grade_SpendingThatCannotBeKept_AsksNobodyAndFailsWithTheStore()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Says(Good));
        await using GradingHost host = Host(judge, "1000000");
        host.Budget.GoOn(new Dictionary<string, GradeUsage>(), (_, _) => Task.FromException(new RunStoreException("the disk is full")));

        Func<Task> grade = () => host.GradeAsync("Thank you.");

        (await grade.Should().ThrowAsync<RunStoreException>()).WithMessage("the disk is full");
        judge.Requests.Should().BeEmpty();
        host.Budget.Spent.InputTokens.Should().Be(0);
    }

    [Fact]
    public async Task Grade_EndpointThatIsNotThere_CostsNothing()
    {
        await using var host = new GradingHost(Rubric, new Uri("http://127.0.0.1:1/v1"), ("Hindsight:Budget:MaxTokens", "1000000"), ("Hindsight:Judges:main:Retries", "1"));

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Cause, grade.Usage, host.Budget.Spent.InputTokens).Should().Be((UngradedCause.JudgeTransport, new GradeUsage(1, 0, 0), 0L));
    }

    [Fact]
    public async Task Start_WrongBudgetAndPrices_AreNamed()
    {
        await using var host = new GradingHost(Rubric, new Uri("http://localhost/v1"), ("Hindsight:Budget:MaxTokens", "-1"), ("Hindsight:Budget:MaxCost", "-2"), ("Hindsight:Judges:main:InputPrice", "-1"));

        FluentActions.Invoking(() => host.Budget).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "Hindsight:Budget:MaxTokens is -1; expected at least 0.", "Hindsight:Budget:MaxCost is -2; expected at least 0.");
    }

    /// <summary>The bytes of a request, and the longest reply, in tokens.</summary>
    private static async Task<int> MostAsync(ScriptedJudge judge)
    {
        await using var host = new GradingHost(Rubric, judge.Endpoint);
        await host.GradeAsync("Thank you.");
        return System.Text.Encoding.UTF8.GetByteCount(judge.Requests.Single().GetRawText()) + Longest;
    }

    private static GradingHost Host(ScriptedJudge judge, string tokens, params (string Key, string Value)[] settings) => new(Rubric, judge.Endpoint, [("Hindsight:Budget:MaxTokens", tokens), .. settings]);
}
