using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>The one place that decides about a judge's transport: how many at a time, how long, how often again. Outermost first.</summary>
internal static class JudgePipeline
{
    private const int LeastAttempts = 10;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    // Timers may be early by a millisecond and ignore what is less than one: a call that comes back before the circuit closes would use up its retries at once.
    private static readonly TimeSpan AfterClosing = TimeSpan.FromMilliseconds(10);

    /// <param name="pipeline">Takes the strategies.</param>
    /// <param name="options">The judge's settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="rate">The judge's rate, or <see langword="null"/>: it has none.</param>
    /// <param name="budget">The way to the run's budget, or <see langword="null"/>: there is none.</param>
    public static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, JudgeOptions options, TimeProvider time, JudgeRate? rate = null, BudgetGate? budget = null)
    {
        pipeline.TimeProvider = time;
        // Outside the total time-out: an answer that waits for its turn has not been asked about yet.
        pipeline.AddConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.MaxConcurrency, QueueLimit = int.MaxValue });
        // Within a place: a repetition that waits for the budget has one, so whoever holds a reservation must not wait for it. Before the rate, which counts what is sent at once.
        if (budget is not null)
            pipeline.AddRateLimiter(new RateLimiterStrategyOptions { RateLimiter = arguments => budget.AcquireAsync(arguments.Context.GetRequestMessage()!, arguments.Context.CancellationToken) });
        if (rate is not null)
            pipeline.AddRateLimiter(new RateLimiterStrategyOptions { RateLimiter = arguments => rate.AcquireAsync(arguments.Context.GetRequestMessage()!, arguments.Context.CancellationToken) });
        pipeline.AddTimeout(options.TotalTimeout);
        if (options.Retries > 0)
            pipeline.AddRetry(Retry(options, rate));
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = options.BreakRatio, MinimumThroughput = LeastAttempts, SamplingDuration = Window, BreakDuration = options.BreakDuration,
        });
        pipeline.AddTimeout(options.AttemptTimeout);
    }

    private static HttpRetryStrategyOptions Retry(JudgeOptions options, JudgeRate? rate)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries, Delay = options.RetryDelay, MaxDelay = LongestDelay, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
            // An open circuit closes again; the call waits for it within its total time-out, unless somebody else can be asked.
            ShouldHandle = arguments => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(arguments.Outcome) || (arguments.Outcome.Exception is BrokenCircuitException && options.Fallback.Length == 0)),
            OnRetry = arguments =>
            {
                rate?.Repeat(arguments.Context.GetRequestMessage()!);
                return arguments.Context.GetRequestMessage() is { } request ? BudgetGate.RepeatAsync(request, arguments.Context.CancellationToken) : ValueTask.CompletedTask;
            },
        };
        Func<Polly.Retry.RetryDelayGeneratorArguments<HttpResponseMessage>, ValueTask<TimeSpan?>>? retryAfter = retry.DelayGenerator;
        retry.DelayGenerator = arguments => arguments.Outcome.Exception is BrokenCircuitException { RetryAfter: { } wait }
            ? ValueTask.FromResult<TimeSpan?>(wait + AfterClosing)
            : retryAfter?.Invoke(arguments) ?? ValueTask.FromResult<TimeSpan?>(null);
        return retry;
    }
}
