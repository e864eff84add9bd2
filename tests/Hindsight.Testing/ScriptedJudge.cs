using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hindsight.Testing;

/// <summary>An OpenAI-compatible endpoint on loopback that answers by a script, the last line of it for ever, and keeps what it was sent.</summary>
public sealed class ScriptedJudge : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _script;
    private Func<HttpContext, Task>? _last;

    private ScriptedJudge(WebApplication app, IEnumerable<Func<HttpContext, Task>> script) => (_app, _script) = (app, new(script));

    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public ConcurrentQueue<string> Authorizations { get; } = new();

    public Uri Endpoint => new(_app.Urls.Single() + "/v1");

    public static async Task<ScriptedJudge> StartAsync(params Func<HttpContext, Task>[] script)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var judge = new ScriptedJudge(app, script);
        app.MapPost("/v1/chat/completions", judge.AnswerAsync);
        await app.StartAsync();
        return judge;
    }

    public static Func<HttpContext, Task> Says(string content, string finish = "stop", string? refusal = null) =>
        http => http.Response.WriteAsJsonAsync(Completion(content, finish, refusal));

    public static Func<HttpContext, Task> Body(string body, string type = "application/json") => http =>
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    };

    public static Func<HttpContext, Task> Status(int status, string? retryAfter = null) => http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
            http.Response.Headers.RetryAfter = retryAfter;
        return http.Response.WriteAsync("""{"error":{"message":"scripted"}}""");
    };

    public static Func<HttpContext, Task> Hangs() => http => Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>The verdicts as a judge's reply.</summary>
    public static string Verdicts(params (string Criterion, string Verdict)[] verdicts) => new JsonObject
    {
        ["verdicts"] = new JsonArray([.. verdicts.Select(v => (JsonNode?)new JsonObject { ["criterion"] = v.Criterion, ["reason"] = $"because of {v.Criterion}", ["verdict"] = v.Verdict })]),
    }.ToJsonString();

    public static JsonObject Completion(string content, string finish = "stop", string? refusal = null) => new()
    {
        ["id"] = "c", ["object"] = "chat.completion", ["created"] = 1, ["model"] = "m",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = finish, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content, ["refusal"] = refusal } }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 100, ["completion_tokens"] = 7, ["total_tokens"] = 107 },
    };

    /// <summary>What a script's line is to answer.</summary>
    public static JsonElement RequestOf(HttpContext http) => (JsonElement)http.Items[nameof(RequestOf)]!;

    /// <summary>Whether a request asks for verdicts; otherwise it asks for free text.</summary>
    public static bool AsksForVerdicts(JsonElement request) => request.TryGetProperty("response_format", out _);

    /// <summary>The text of one message of a request.</summary>
    public string Message(int request, int message) => TextOf(Requests.ElementAt(request), message);

    /// <summary>The text of one message of a request.</summary>
    public static string TextOf(JsonElement request, int message)
    {
        JsonElement content = request.GetProperty("messages")[message].GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : content[0].GetProperty("text").GetString()!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        JsonElement request = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
        http.Items[nameof(RequestOf)] = request;
        Requests.Enqueue(request);
        Authorizations.Enqueue(http.Request.Headers.Authorization.ToString());
        if (_script.TryDequeue(out Func<HttpContext, Task>? next))
            _last = next;
        await _last!(http);
    }
}
