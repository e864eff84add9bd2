using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Hindsight.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hindsight.Benchmarks;

/// <summary>An OpenAI-compatible endpoint on loopback in a process of its own, which takes its time and then says always the same.</summary>
internal sealed class JudgeServer : IDisposable
{
    private readonly Process _process;

    private JudgeServer(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    /// <summary>The endpoint up to the version.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where it gives the body of the first request that it was sent.</summary>
    public Uri FirstRequest => new(Endpoint + "/first");

    /// <summary>The hidden command that the process runs: it prints its address and ends with its input.</summary>
    public static Command Command()
    {
        Option<int> delay = new("--delay");
        Option<string> content = new("--content");
        var command = new Command("judge-server") { delay, content };
        command.Hidden = true;
        command.SetAction((result, cancellationToken) => ServeAsync(result.GetValue(delay), result.GetValue(content)!, cancellationToken));
        return command;
    }

    /// <summary>Starts the process.</summary>
    /// <param name="delay">What a reply takes on average; each takes between half and one and a half of it.</param>
    /// <param name="content">What every reply says.</param>
    public static async Task<JudgeServer> StartAsync(TimeSpan delay, string content)
    {
        string[] arguments = ["exec", typeof(JudgeServer).Assembly.Location, "judge-server", "--delay", $"{(int)delay.TotalMilliseconds}", "--content", content];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The judge's process ended before it had an address.");
        return new JudgeServer(process, new Uri(address + "/v1"));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static async Task ServeAsync(int delay, string content, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        byte[] reply = Reply(content);
        byte[]? first = null;
        int calls = 0;
        app.MapPost("/v1/chat/completions", async http =>
        {
            var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            first ??= body.ToArray();
            ulong drawn = Seeds.Derive(1, "delay", Interlocked.Increment(ref calls));
            if (delay > 0)
                await Task.Delay((delay / 2) + (int)(drawn % (ulong)delay));
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = reply.Length;
            await http.Response.Body.WriteAsync(reply);
        });
        app.MapGet("/v1/first", () => Results.Bytes(first!));
        await app.StartAsync(cancellationToken);
        Console.WriteLine(app.Urls.Single());
        await Console.In.ReadToEndAsync(cancellationToken);
    }

    private static byte[] Reply(string content) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        id = "c", @object = "chat.completion", created = 1, model = "m", usage = new { prompt_tokens = 700, completion_tokens = 60, total_tokens = 760 },
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content } } },
    });
}
