using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// Lets a request pass only where the budget holds the most that it can cost: a token is at least a byte, so the request's bytes bound its prompt tokens, and the limit that it
/// sets bounds the completion's. The reservation is kept before the request is sent, so that a kill cannot forget it. A reply that reports no usage, and an attempt that breaks off after it was sent, count with that most.
/// </summary>
internal sealed class BudgetHandler(string judge, JudgeOptions options, JudgeBudget budget) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!budget.IsLimited || CallMeter.Current is not { } meter || request.Content is null)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        GradeUsage most = Most(await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        if (!budget.TryReserve(judge, most, out string refusal))
            throw new JudgeBudgetException(refusal);
        GradeUsage spent = GradeUsage.None;
        try
        {
            await budget.KeepAsync(cancellationToken).ConfigureAwait(false);
            spent = most;
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            spent = response.IsSuccessStatusCode ? Reported(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)) ?? most : GradeUsage.None;
            return response;
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            spent = GradeUsage.None;
            throw;
        }
        finally
        {
            budget.Settle(judge, most, spent);
            meter.AddRequest(spent);
        }
    }

    private GradeUsage Most(byte[] body)
    {
        using JsonDocument request = JsonDocument.Parse(body);
        long limit = Number(request.RootElement, "max_completion_tokens") ?? Number(request.RootElement, "max_tokens") ?? int.MaxValue;
        return options.Priced(new GradeUsage(1, body.Length, limit));
    }

    private GradeUsage? Reported(byte[] body)
    {
        using JsonDocument reply = JsonDocument.Parse(body);
        return reply.RootElement.TryGetProperty("usage", out JsonElement usage) && Number(usage, "prompt_tokens") is { } input && Number(usage, "completion_tokens") is { } output
            ? options.Priced(new GradeUsage(1, input, output)) : null;
    }

    private static long? Number(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;
}
