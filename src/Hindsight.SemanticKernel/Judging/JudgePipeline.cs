using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>The one place that decides about a judge's transport: how many at a time, how long, how often again. Outermost first.</summary>
internal static class JudgePipeline
{
    private const int LeastAttempts = 10;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    public static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, JudgeOptions options, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        // Outside the total time-out: an answer that waits for its turn has not been asked about yet.
        pipeline.AddConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.MaxConcurrency, QueueLimit = int.MaxValue });
        pipeline.AddTimeout(options.TotalTimeout);
        if (options.Retries > 0)
            pipeline.AddRetry(Retry(options));
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = options.BreakRatio, MinimumThroughput = LeastAttempts, SamplingDuration = Window, BreakDuration = options.BreakDuration,
        });
        pipeline.AddTimeout(options.AttemptTimeout);
    }

    private static HttpRetryStrategyOptions Retry(JudgeOptions options)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries, Delay = options.RetryDelay, MaxDelay = LongestDelay, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
            // An open circuit closes again; the call waits for it within its total time-out.
            ShouldHandle = arguments => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(arguments.Outcome) || arguments.Outcome.Exception is BrokenCircuitException),
        };
        Func<Polly.Retry.RetryDelayGeneratorArguments<HttpResponseMessage>, ValueTask<TimeSpan?>>? retryAfter = retry.DelayGenerator;
        retry.DelayGenerator = arguments => arguments.Outcome.Exception is BrokenCircuitException { RetryAfter: { } wait }
            ? ValueTask.FromResult<TimeSpan?>(wait)
            : retryAfter?.Invoke(arguments) ?? ValueTask.FromResult<TimeSpan?>(null);
        return retry;
    }
}
