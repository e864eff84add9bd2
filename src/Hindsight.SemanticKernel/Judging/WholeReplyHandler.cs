using System.Net;
using System.Text.Json;

namespace Hindsight.SemanticKernel.Judging;

/// <summary>
/// Reads a reply to its end within the attempt, so that time-outs and repetitions cover the body too: the client library would read it after the
/// pipeline let go. A success whose body is no chat completion (a proxy's HTML page, a cut body) is a failed attempt.
/// </summary>
internal sealed class WholeReplyHandler : DelegatingHandler
{
    private const int LargestReply = 16 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestReply, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
                await CheckAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task CheckAsync(HttpContent content, CancellationToken cancellationToken)
    {
        byte[] body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        string found;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("choices", out JsonElement choices)
                && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0)
                return;
            found = "JSON without choices";
        }
        catch (JsonException)
        {
            found = $"{content.Headers.ContentType?.MediaType ?? "a body"} that is no JSON";
        }
        throw new HttpRequestException($"The endpoint answered 200 with {found} ({body.Length} bytes); expected a chat completion.");
    }
}
