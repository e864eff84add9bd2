using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// Sends an attempt once its reservation (<see cref="BudgetGate"/>) is kept, so that a kill cannot forget it, and settles it for what the attempt cost. A reply that reports no usage, and an
/// attempt that breaks off after it was sent, count with the whole reservation.
/// </summary>
internal sealed class BudgetHandler(JudgeOptions options, JudgeBudget budget) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(BudgetLease.Key, out BudgetLease? lease) || CallMeter.Current is not { } meter)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        GradeUsage spent = GradeUsage.None;
        try
        {
            await budget.KeepAsync(cancellationToken).ConfigureAwait(false);
            spent = lease.Most;
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            spent = response.IsSuccessStatusCode ? Reported(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)) ?? lease.Most : GradeUsage.None;
            return response;
        }
        catch (HttpRequestException error) when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            spent = GradeUsage.None;
            throw;
        }
        finally
        {
            lease.Settle(spent);
            meter.AddRequest(spent);
        }
    }

    private GradeUsage? Reported(byte[] body)
    {
        using JsonDocument reply = JsonDocument.Parse(body);
        return reply.RootElement.TryGetProperty("usage", out JsonElement usage) && BudgetGate.Number(usage, "prompt_tokens") is { } input && BudgetGate.Number(usage, "completion_tokens") is { } output
            ? options.Priced(new GradeUsage(1, input, output)) : null;
    }
}
