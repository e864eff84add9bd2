using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Hindsight.Grading;
using Microsoft.AspNetCore.Http;

namespace Hindsight.Testing;

/// <summary>Every way in which a judge's reply goes wrong. Wherever a wrong one says verdicts, they are the opposite of the true ones.</summary>
public static class ChaosFaults
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChaosFault> All { get; } = [.. Statuses(), .. Connections(), .. Bodies(), .. Sets(), .. Refusals()];

    /// <summary>Unusual ways of saying the truth.</summary>
    public static IReadOnlyList<Func<(string Criterion, string Verdict)[], string>> Oddities { get; } =
    [
        ScriptedJudge.Verdicts,
        v => "```json\n" + ScriptedJudge.Verdicts(v) + "\n```",
        v => $"<think>{ScriptedJudge.Verdicts(Opposite(v))}</think>\n{ScriptedJudge.Verdicts(v)}",
        v => "\uFEFF" + ScriptedJudge.Verdicts([.. v.Reverse()]),
        v => Verdicts(v, (item, _) => item["reason"] = new string('x', 100_000)),
        v => Verdicts(v, (item, _) => (item["confidence"], item["reason"]) = (0.5, """{"verdicts":[]}""")),
        v => ScriptedJudge.Verdicts(v).Replace("because of", "\\ud83d because of", StringComparison.Ordinal),
    ];

    private static IEnumerable<ChaosFault> Statuses()
    {
        yield return Transport("429", ScriptedJudge.Status(429));
        yield return Transport("429, Retry-After in seconds", ScriptedJudge.Status(429, "0"));
        yield return Transport("429, Retry-After as a date", ScriptedJudge.Status(429, "Thu, 01 Jan 2026 00:00:00 GMT"));
        yield return Transport("429, Retry-After as nonsense", ScriptedJudge.Status(429, "soon"));
        yield return Transport("500", ScriptedJudge.Status(500));
        yield return Transport("502", ScriptedJudge.Status(502));
        yield return Transport("503, Retry-After in seconds", ScriptedJudge.Status(503, "0"));
        yield return Transport("408", ScriptedJudge.Status(408));
        yield return Transport("404", ScriptedJudge.Status(404));
        yield return Transport("302 to another page", http =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        yield return Transport("204", http =>
        {
            http.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<ChaosFault> Connections()
    {
        yield return Transport("cut before the reply", http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        yield return new("cut in the body", UngradedCause.JudgeTransport, false, async (http, v) =>
        {
            await StartAsync(http, Completion(Opposite(v)));
            http.Abort();
        });
        yield return new("a body that stops", UngradedCause.JudgeTimeout, false, async (http, v) =>
        {
            await StartAsync(http, Completion(Opposite(v)));
            Chaos.SilenceOf(http)();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
    }

    private static IEnumerable<ChaosFault> Bodies()
    {
        yield return Transport("HTML", ScriptedJudge.Body("<html>Sign in</html>", "text/html"));
        yield return Transport("HTML called JSON", ScriptedJudge.Body("<html>Sign in</html>"));
        yield return Transport("nothing", ScriptedJudge.Body(""));
        yield return Transport("an error with status 200", ScriptedJudge.Body("""{"error":{"message":"overloaded","code":503}}"""));
        yield return Transport("no choices", ScriptedJudge.Body("""{"id":"c","choices":[]}"""));
        yield return Transport("choices that are none", ScriptedJudge.Body("""{"choices":[{"message":7}]}"""));
        yield return Transport("null", ScriptedJudge.Body("null"));
        yield return Of("half the JSON", v => Bytes(Completion(v))[..^40]);
        yield return Of("NaN beside the reply", v => Bytes(Completion(v).Replace("\"created\":1", "\"created\":NaN", StringComparison.Ordinal)));
        yield return Of("content twice", v => Bytes(Completion(v).Replace("\"refusal\":null", "\"content\":\"{}\"", StringComparison.Ordinal)));
        yield return Of("tokens beyond all numbers", v => Bytes(Completion(v).Replace("\"prompt_tokens\":100", "\"prompt_tokens\":1e300", StringComparison.Ordinal)));
        yield return Of("an event stream", v => Bytes($"data: {Completion(v)}\n\ndata: [DONE]\n\n"), "text/event-stream");
        yield return Of("UTF-16 with a byte order mark", v => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Completion(v))], "application/json; charset=utf-16");
        yield return Of("Latin-1", v => Encoding.Latin1.GetBytes(Completion(v).Replace("because", "Begründung", StringComparison.Ordinal)), "application/json; charset=iso-8859-1");
        yield return Of("zipped unasked", v => Zipped(Completion(v)), encoding: "gzip");
        yield return Of("called zipped and garbage", v => Bytes(Completion(v)), encoding: "gzip, garbage");
    }

    private static IEnumerable<ChaosFault> Sets()
    {
        yield return Format("empty content", _ => "");
        yield return Format("blank content", _ => " \n\t");
        yield return Format("prose", v => $"The answer is fine: {v[0].Criterion} is {v[0].Verdict}.");
        yield return Format("HTML as content", _ => "<p>met</p>");
        yield return Format("half a set", v => ScriptedJudge.Verdicts(v)[..^12], "length");
        yield return Format("NaN as a verdict", v => $$"""{"verdicts":[{"criterion":"{{v[0].Criterion}}","verdict":NaN}]}""");
        yield return Format("another rubric's criteria", v => ScriptedJudge.Verdicts([.. v.Select(x => ("other-" + x.Criterion, x.Verdict))]));
        yield return Format("a criterion missing", v => ScriptedJudge.Verdicts(v[1..]));
        yield return Format("a criterion too many", v => ScriptedJudge.Verdicts([.. v, ("more", "met")]));
        yield return Format("a criterion twice", v => ScriptedJudge.Verdicts([.. v, v[0]]));
        yield return Format("two sets", v => ScriptedJudge.Verdicts(v) + ScriptedJudge.Verdicts(v));
        yield return Format("a list", v => "[" + ScriptedJudge.Verdicts(v) + "]");
        yield return Format("a verdict that is not allowed", v => Verdicts(v, (item, _) => item["verdict"] = "perhaps"));
        yield return Format("a level that is not there", v => Verdicts(v, (item, _) => item["verdict"] = 9));
        yield return Format("a verdict that is true", v => Verdicts(v, (item, _) => item["verdict"] = true));
        yield return Format("a verdict of a list", v => Verdicts(v, (item, said) => item["verdict"] = new JsonArray(said)));
        yield return Format("verdict twice", v => ScriptedJudge.Verdicts(Opposite(v)).Replace("\"verdict\":", "\"verdict\":\"unknown\",\"verdict\":", StringComparison.Ordinal));
        yield return Format("verdicts twice", v => "{\"verdicts\":[]," + ScriptedJudge.Verdicts(v)[1..]);
        yield return new("null as content", UngradedCause.JudgeFormat, true, (http, _) => http.Response.WriteAsync(ScriptedJudge.Completion("").ToJsonString().Replace("\"content\":\"\"", "\"content\":null", StringComparison.Ordinal)));
    }

    private static IEnumerable<ChaosFault> Refusals()
    {
        yield return new("a refusal", UngradedCause.JudgeRefused, true, (http, _) => ScriptedJudge.Says("", refusal: "I cannot grade this.")(http));
        yield return new("a refusal with verdicts", UngradedCause.JudgeRefused, true, (http, v) => ScriptedJudge.Says(ScriptedJudge.Verdicts(Opposite(v)), refusal: "I cannot grade this.")(http));
        yield return new("a content filter", UngradedCause.JudgeRefused, true, (http, v) => ScriptedJudge.Says(ScriptedJudge.Verdicts(Opposite(v))[..20], "content_filter")(http));
        yield return new("unknown", UngradedCause.JudgeUnknown, true, (http, v) => ScriptedJudge.Says(Verdicts(v, (item, _) => item["verdict"] = "unknown"))(http));
    }

    private static ChaosFault Transport(string name, Func<HttpContext, Task> answer) => new(name, UngradedCause.JudgeTransport, false, (http, _) => answer(http));

    private static ChaosFault Format(string name, Func<(string Criterion, string Verdict)[], string> content, string finish = "stop") =>
        new(name, UngradedCause.JudgeFormat, true, (http, v) => ScriptedJudge.Says(content(Opposite(v)), finish)(http));

    private static ChaosFault Of(string name, Func<(string Criterion, string Verdict)[], byte[]> body, string type = "application/json", string? encoding = null) =>
        new(name, UngradedCause.JudgeTransport, false, async (http, v) =>
        {
            http.Response.ContentType = type;
            if (encoding is not null)
                http.Response.Headers.ContentEncoding = encoding;
            await http.Response.Body.WriteAsync(body(Opposite(v)));
        });

    private static (string Criterion, string Verdict)[] Opposite((string Criterion, string Verdict)[] verdicts) =>
        [.. verdicts.Select(v => (v.Criterion, v.Verdict switch { "met" => "unmet", "unmet" => "met", "1" => "3", _ => "1" }))];

    private static string Verdicts((string Criterion, string Verdict)[] verdicts, Action<JsonNode, string> change)
    {
        JsonNode set = JsonNode.Parse(ScriptedJudge.Verdicts(verdicts))!;
        foreach ((JsonNode? item, (_, string said)) in set["verdicts"]!.AsArray().Zip(verdicts))
            change(item!, said);
        return set.ToJsonString();
    }

    private static string Completion((string Criterion, string Verdict)[] verdicts) => ScriptedJudge.Completion(ScriptedJudge.Verdicts(verdicts)).ToJsonString();

    private static async Task StartAsync(HttpContext http, string completion)
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(completion[..(completion.Length / 2)]);
        await http.Response.Body.FlushAsync();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Zipped(string text)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
            gzip.Write(Bytes(text));
        return zipped.ToArray();
    }
}
