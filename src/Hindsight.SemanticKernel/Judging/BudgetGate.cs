using System.Text.Json;
using System.Threading.RateLimiting;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// Lets a request pass only where the budget holds the most that it can cost: a token is at least a byte, so the request's bytes bound its prompt tokens, and the limit that it
/// sets bounds the completion's. It waits where calls under way may leave room yet. Whoever passes holds its reservation until its reply: nothing that it waits for may wait for the budget.
/// </summary>
internal sealed class BudgetGate(string judge, JudgeOptions options, JudgeBudget budget)
{
    /// <summary>Waits until the request may be sent. Its lease ends with its reply, after all repetitions.</summary>
    /// <exception cref="JudgeBudgetException">It may not be sent.</exception>
    public async ValueTask<RateLimitLease> AcquireAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What is sent outside of a judge's call is not the run's.
        bool isLimited = budget.IsLimited && CallMeter.Current is not null && request.Content is not null;
        var lease = new BudgetLease(judge, budget, isLimited ? Most(await request.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)) : GradeUsage.None);
        if (isLimited)
        {
            await lease.ReserveAsync(cancellationToken).ConfigureAwait(false);
            request.Options.Set(BudgetLease.Key, lease);
        }
        return lease;
    }

    /// <summary>Reserves for a request that is sent again, where the last attempt used the reservation up.</summary>
    /// <exception cref="JudgeBudgetException">It may not be sent again.</exception>
    public static ValueTask RepeatAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Options.TryGetValue(BudgetLease.Key, out BudgetLease? lease) ? new(lease.ReserveAsync(cancellationToken)) : ValueTask.CompletedTask;

    internal static long? Number(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    private GradeUsage Most(byte[] body)
    {
        using JsonDocument request = JsonDocument.Parse(body);
        long limit = Number(request.RootElement, "max_completion_tokens") ?? Number(request.RootElement, "max_tokens") ?? int.MaxValue;
        return options.Priced(new GradeUsage(1, body.Length, limit));
    }
}
