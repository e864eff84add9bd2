using System.Net;
using Hindsight.SemanticKernel.Judging;
using Polly;

namespace Hindsight.SemanticKernel.Tests.Judging;

public sealed class JudgePipelineTests
{
    [Fact]
    public async Task Execute_MoreThanAllowed_WaitsForAPlace()
    {
        ResiliencePipeline<HttpResponseMessage> pipeline = Build(new JudgeOptions { MaxConcurrency = 2 });
        var gate = new TaskCompletionSource();
        int entered = 0;
        async ValueTask<HttpResponseMessage> Call(CancellationToken _)
        {
            Interlocked.Increment(ref entered);
            await gate.Task;
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        // Up to its first wait the pipeline runs on the caller: who may enter has entered when the call returns.
        Task<HttpResponseMessage>[] calls = [.. Enumerable.Range(0, 5).Select(_ => pipeline.ExecuteAsync(Call).AsTask())];

        entered.Should().Be(2);
        gate.SetResult();
        await Task.WhenAll(calls);
        entered.Should().Be(5);
    }

    [Fact]
    public async Task Execute_CircuitOpen_IsWaitedForAndNotAFailure()
    {
        TimeSpan open = TimeSpan.FromSeconds(5);
        var options = new JudgeOptions { Retries = 20, RetryDelay = TimeSpan.Zero, BreakRatio = 0.5, BreakDuration = open };
        ResiliencePipeline<HttpResponseMessage> pipeline = Build(options, new HastyClock(2 * open));
        int calls = 0;

        // The breaker looks at ten attempts at least: the tenth failure opens it, and the eleventh attempt is made when it has closed.
        HttpResponseMessage response = await pipeline.ExecuteAsync(_ => ValueTask.FromResult(new HttpResponseMessage(++calls <= 10 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK)));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        calls.Should().Be(11);
    }

    private static ResiliencePipeline<HttpResponseMessage> Build(JudgeOptions options, TimeProvider? time = null)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage>();
        JudgePipeline.Build(builder, options, time ?? TimeProvider.System);
        return builder.Build();
    }
}
