using Hindsight.Grading;
using Hindsight.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.SemanticKernel.Tests.Grading;

public sealed class JudgeTransportTests
{
    private static readonly FixedRubric Rubric = new(Contexts.Judged("polite", "The reply is polite."));
    private static readonly Func<HttpContext, Task> Good = ScriptedJudge.Says(ScriptedJudge.Verdicts(("polite", "met")));

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Grade_TransientStatus_IsSentAgain(int status)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Status(status), ScriptedJudge.Status(status), Good);
        await using var host = new GradingHost(Rubric, judge.Endpoint);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().Be(1);
        judge.Requests.Should().HaveCount(3);
        grade.Usage.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Grade_RetryAfter_IsHonoured()
    {
        var time = new HeldTimers(TimeSpan.FromSeconds(77)) { AtOnce = true };
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Status(429, retryAfter: "77"), Good);
        await using var host = new GradingHost(Rubric, judge.Endpoint, services => services.AddSingleton<TimeProvider>(time));

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().Be(1);
        time.Made.Should().Be(1);
    }

    [Fact]
    public async Task Grade_NeverAnythingBut503_IsUngradedByTransportAfterAllRetries()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Status(503));
        await using var host = new GradingHost(Rubric, judge.Endpoint, ("Hindsight:Judges:main:Retries", "2"));

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.Cause).Should().Be((null, UngradedCause.JudgeTransport));
        grade.CauseDetail.Should().Contain("'main'").And.Contain("503");
        judge.Requests.Should().HaveCount(3);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(400)]
    [InlineData(302)]
    public async Task Grade_StatusThatWillNotChange_IsNotSentAgain(int status)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Status(status));
        await using var host = new GradingHost(Rubric, judge.Endpoint);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Cause.Should().Be(UngradedCause.JudgeTransport);
        grade.CauseDetail.Should().Contain($"{status}");
        judge.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("<html>Sign in</html>", "text/html", "text/html that is no JSON")]
    [InlineData("""{"id":"c","choices":[{"index":0,"mess""", "application/json", "application/json that is no JSON")]
    [InlineData("""{"choices":[]}""", "application/json", "JSON without choices")]
    [InlineData("", "application/json", "no JSON")]
    public async Task Grade_SuccessWithoutACompletion_IsSentAgainThenUngradedByTransport(string body, string type, string detail)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Body(body, type));
        await using var host = new GradingHost(Rubric, judge.Endpoint, ("Hindsight:Judges:main:Retries", "1"));

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Cause.Should().Be(UngradedCause.JudgeTransport);
        grade.CauseDetail.Should().Contain(detail);
        judge.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("""{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"eos","message":{"role":"assistant","content":"x"}}]}""")]
    [InlineData("""{"choices":[{"message":7}]}""")]
    [InlineData("""{"choices":[7]}""")]
    public async Task Grade_CompletionThatTheClientCannotRead_IsUngradedAndNotThrown(string body)
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(ScriptedJudge.Body(body));
        await using var host = new GradingHost(Rubric, judge.Endpoint);

        Grade grade = await host.GradeAsync("Thank you.");

        grade.Score.Should().BeNull();
        grade.Cause.Should().BeOneOf(UngradedCause.JudgeTransport, UngradedCause.JudgeFormat);
    }

    [Fact]
    public async Task Grade_JudgeHangs_IsUngradedByTimeoutAfterRetries()
    {
        // An attempt's time is over when the judge has the request, however slow the machine.
        var time = new HeldTimers(TimeSpan.FromSeconds(59));
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http =>
        {
            time.Fire();
            return ScriptedJudge.Hangs()(http);
        });
        await using var host = new GradingHost(
            Rubric, judge.Endpoint, services => services.AddSingleton<TimeProvider>(time), ("Hindsight:Judges:main:Retries", "1"), ("Hindsight:Judges:main:AttemptTimeout", "00:00:59"));

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.Cause).Should().Be((null, UngradedCause.JudgeTimeout));
        judge.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Grade_BodyStopsHalfWay_IsUngradedByTimeout()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(async http =>
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("{\"id\":");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        await using var host = new GradingHost(Rubric, judge.Endpoint, ("Hindsight:Judges:main:Retries", "0"), ("Hindsight:Judges:main:AttemptTimeout", "00:00:00.2"));

        (await host.GradeAsync("Thank you.")).Cause.Should().Be(UngradedCause.JudgeTimeout);
    }

    [Fact]
    public async Task Grade_NobodyListens_IsUngradedByTransport()
    {
        ScriptedJudge judge = await ScriptedJudge.StartAsync(Good);
        Uri endpoint = judge.Endpoint;
        await judge.DisposeAsync();
        await using var host = new GradingHost(Rubric, endpoint, ("Hindsight:Judges:main:Retries", "1"));

        Grade grade = await host.GradeAsync("Thank you.");

        (grade.Score, grade.Cause, grade.Usage).Should().Be((null, UngradedCause.JudgeTransport, new GradeUsage(1, 0, 0)));
    }

    [Fact]
    public async Task Grade_ConnectionIsCut_IsSentAgain()
    {
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(http => { http.Abort(); return Task.CompletedTask; }, Good);
        await using var host = new GradingHost(Rubric, judge.Endpoint);

        (await host.GradeAsync("Thank you.")).Score.Should().Be(1);
    }

    [Fact]
    public async Task Grade_ManyAnswers_NeverMoreAtOnceThanAllowed()
    {
        int inside = 0, most = 0;
        var full = new TaskCompletionSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(async http =>
        {
            int now = Interlocked.Increment(ref inside);
            InterlockedMax(ref most, now);
            if (now == 3)
                full.TrySetResult();
            await full.Task;
            Interlocked.Decrement(ref inside);
            await Good(http);
        });
        await using var host = new GradingHost(Rubric, judge.Endpoint, ("Hindsight:Judges:main:MaxConcurrency", "3"));

        Grade[] grades = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.GradeAsync($"Thank you {i}.")));

        grades.Should().OnlyContain(g => g.Score == 1);
        most.Should().Be(3);
    }

    [Fact]
    public async Task Grade_Cancelled_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        await using ScriptedJudge judge = await ScriptedJudge.StartAsync(async http =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        await using var host = new GradingHost(Rubric, judge.Endpoint);

        Func<Task> act = () => host.GradeAsync("Thank you.", cancellation.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        judge.Requests.Should().ContainSingle();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
            seen = Interlocked.CompareExchange(ref target, value, seen) is var before && before == seen ? value : before;
    }
}
