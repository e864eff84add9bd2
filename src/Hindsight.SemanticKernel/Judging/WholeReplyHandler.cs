using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// Reads a reply to its end within the attempt, so that time-outs and repetitions cover the body too: the client library would read it after the
/// pipeline let go. A success whose body is no chat completion (a proxy's HTML page, a cut body) is a failed attempt.
/// </summary>
internal sealed class WholeReplyHandler : DelegatingHandler
{
    /// <summary>On a request whose reply came: the tokens that it cost, where the reply says so.</summary>
    public static readonly HttpRequestOptionsKey<long> TotalTokens = new("Hindsight.TotalTokens");

    private const int LargestReply = 16 << 20;

    // A name that occurs twice leaves open what was said.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestReply, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                await CheckAsync(request, response, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task CheckAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (Fault(response.Content.Headers, body, out long? tokens) is { } found)
            throw new HttpRequestException($"The endpoint answered {(int)response.StatusCode} with {found} ({body.Length} bytes); expected a chat completion.");
        if (tokens is { } cost)
            request.Options.Set(TotalTokens, cost);
    }

    private static string? Fault(HttpContentHeaders headers, byte[] body, out long? tokens)
    {
        tokens = null;
        // None was asked for.
        if (headers.ContentEncoding.Any(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)))
            return $"a body in the encoding {string.Join(", ", headers.ContentEncoding)}";
        if (!Utf8.IsValid(body))
            return "a body that is not in UTF-8";
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Strict);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("choices", out JsonElement choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
                return "JSON without choices";
            if (root.TryGetProperty("usage", out JsonElement usage) && usage.ValueKind == JsonValueKind.Object
                && usage.TryGetProperty("total_tokens", out JsonElement total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt64(out long cost))
                tokens = cost;
            return null;
        }
        catch (JsonException)
        {
            return $"{headers.ContentType?.MediaType ?? "a body"} that is no JSON";
        }
    }
}
