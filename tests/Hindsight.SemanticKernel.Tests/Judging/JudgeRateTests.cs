using System.Threading.RateLimiting;
using Hindsight.SemanticKernel.Judging;
using Hindsight.Testing;
using Polly;

namespace Hindsight.SemanticKernel.Tests.Judging;

public sealed class JudgeRateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Second = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Acquire_MoreRequestsThanAMinuteHas_WaitUntilTheOldestIsAMinuteOld()
    {
        using var rate = new JudgeRate(requests: 2, tokens: 0, _time);
        (await rate.AcquireAsync(Request(), default)).IsAcquired.Should().BeTrue();
        _time.Advance(10 * Second);
        await rate.AcquireAsync(Request(), default);

        Task<RateLimitLease> third = rate.AcquireAsync(Request(), default).AsTask(), fourth = rate.AcquireAsync(Request(), default).AsTask();

        _time.Advance(49 * Second);
        third.IsCompleted.Should().BeFalse();
        _time.Advance(Second);
        await third;
        fourth.IsCompleted.Should().BeFalse();
        await AdvanceUntilAsync(fourth);
    }

    [Fact]
    public async Task Acquire_ManyWaiting_EnterInOrder()
    {
        using var rate = new JudgeRate(requests: 1, tokens: 0, _time);
        List<int> entered = [];
        Task[] calls = [.. Enumerable.Range(0, 5).Select(async i =>
        {
            await rate.AcquireAsync(Request(), default);
            lock (entered) entered.Add(i);
        })];

        await AdvanceUntilAsync(Task.WhenAll(calls));

        entered.Should().Equal(0, 1, 2, 3, 4);
    }

    [Fact]
    public async Task Acquire_MoreTokensThanAMinuteHas_WaitByTheirSizeUntilTheReplySaysWhatItCost()
    {
        // 3,000 bytes are guessed to cost 1,000 tokens.
        using var rate = new JudgeRate(requests: 0, tokens: 2_500, _time);
        HttpRequestMessage first = Request(3_000);
        RateLimitLease lease = await rate.AcquireAsync(first, default);
        await rate.AcquireAsync(Request(3_000), default);
        Task<RateLimitLease> third = rate.AcquireAsync(Request(3_000), default).AsTask();
        third.IsCompleted.Should().BeFalse();

        // It cost half of that: the guess for the next becomes (1,000 + 500) tokens for 6,000 bytes.
        first.Options.Set(WholeReplyHandler.TotalTokens, 500);
        lease.Dispose();
        _time.Advance(Minute);
        await third;

        // 750 of the third are in the window: 1,750 are left.
        await rate.AcquireAsync(Request(6_900), default);
        Task<RateLimitLease> last = rate.AcquireAsync(Request(300), default).AsTask();
        last.IsCompleted.Should().BeFalse();
        _time.Advance(Minute);
        await last;
    }

    [Fact]
    public async Task Acquire_LargerThanTheMinute_GoesAlone()
    {
        using var rate = new JudgeRate(requests: 0, tokens: 10, _time);
        await rate.AcquireAsync(Request(3_000), default);

        Task<RateLimitLease> next = rate.AcquireAsync(Request(3_000), default).AsTask();

        next.IsCompleted.Should().BeFalse();
        _time.Advance(Minute);
        await next;
    }

    [Fact]
    public async Task Acquire_Cancelled_LeavesTheTurnToTheNext()
    {
        using var rate = new JudgeRate(requests: 1, tokens: 0, _time);
        await rate.AcquireAsync(Request(), default);
        using var cancellation = new CancellationTokenSource();
        Task cancelled = rate.AcquireAsync(Request(), cancellation.Token).AsTask();
        Task<RateLimitLease> next = rate.AcquireAsync(Request(), default).AsTask();

        await cancellation.CancelAsync();

        await ((Func<Task>)(() => cancelled)).Should().ThrowAsync<OperationCanceledException>();
        await AdvanceUntilAsync(next);
    }

    [Fact]
    public async Task Repeat_SentAgain_CountsForThoseAfterIt()
    {
        using var rate = new JudgeRate(requests: 2, tokens: 0, _time);
        HttpRequestMessage first = Request();
        await rate.AcquireAsync(first, default);

        rate.Repeat(first);

        rate.AcquireAsync(Request(), default).AsTask().IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Pipeline_RequestWaitsForItsRate_OutsideEveryTimeout()
    {
        var options = new JudgeOptions { AttemptTimeout = Second, TotalTimeout = 2 * Second };
        using var rate = new JudgeRate(requests: 1, tokens: 0, _time);
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>();
        JudgePipeline.Build(builder, options, _time, rate);
        ResiliencePipeline<HttpResponseMessage> pipeline = builder.Build();
        Task<HttpResponseMessage> Send()
        {
            ResilienceContext context = ResilienceContextPool.Shared.Get(default(CancellationToken));
            context.SetRequestMessage(Request());
            return pipeline.ExecuteAsync(_ => ValueTask.FromResult(new HttpResponseMessage()), context).AsTask();
        }

        await Send();
        Task<HttpResponseMessage> second = Send();
        second.IsCompleted.Should().BeFalse();
        _time.Advance(Minute);

        (await second).IsSuccessStatusCode.Should().BeTrue();
    }

    // Whoever has its turn next begins to wait on another thread: second by second, the clock is moved until it is through.
    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(Second);
            await Task.Yield();
        }
        await task;
    }

    private static HttpRequestMessage Request(int bytes = 300) => new(HttpMethod.Post, "http://judge/") { Content = new ByteArrayContent(new byte[bytes]) };
}
