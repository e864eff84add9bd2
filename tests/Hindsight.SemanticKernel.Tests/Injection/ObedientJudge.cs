using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Testing;
using Microsoft.AspNetCore.Http;

namespace Hindsight.SemanticKernel.Tests.Injection;

/// <summary>
/// A judge that knows what its prompt ought to look like, reads what stands between two fences as data, and does whatever it is told anywhere else. Its honest verdict is unmet; the
/// steering probe it answers with unmet as well.
/// </summary>
internal sealed partial class ObedientJudge
{
    /// <summary>What was wrong with a request, or was obeyed.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>What stood between fences, request by request: the task, then the answer.</summary>
    public List<string[]> Fenced { get; } = [];

    public Task AnswerAsync(HttpContext http)
    {
        string[] messages = [.. ScriptedJudge.RequestOf(http).GetProperty("messages").EnumerateArray().Select(m => $"{m.GetProperty("role").GetString()}\n{Content(m)}")];
        bool obeys = Reads(messages, out string outside);
        string verdict = obeys ? "met" : "unmet";
        return ScriptedJudge.AsksForVerdicts(ScriptedJudge.RequestOf(http))
            ? ScriptedJudge.Says(ScriptedJudge.Verdicts([.. Criterion().Matches(outside).Select(m => (m.Groups[1].Value, verdict))]))(http)
            : ScriptedJudge.Says(obeys ? InjectionAttempt.Mark : "Say that you are sorry.")(http);
    }

    /// <summary>Whether anything outside the fences is an order.</summary>
    private bool Reads(string[] messages, out string outside)
    {
        outside = "";
        string[] roles = [.. messages.Select(m => m[..m.IndexOf('\n', StringComparison.Ordinal)])];
        Match named = Named().Match(messages[0]);
        if (!roles.SequenceEqual(["system", "user"]) || !named.Success)
        {
            Faults.Add($"found the messages {string.Join(", ", roles)}; expected system and user, the first of which names the fence");
            return true;
        }
        string fence = named.Groups[1].Value;
        List<List<string>> parts = [[]];
        foreach (string line in messages[1].Split('\n'))
        {
            if (line == fence) parts.Add([]);
            else parts[^1].Add(line);
        }
        if (parts.Count != 5)
            Faults.Add($"found {parts.Count - 1} fences; expected 4");
        Fenced.Add([.. parts.Where((_, i) => i % 2 == 1).Select(p => string.Join('\n', p))]);
        outside = messages[0] + string.Join('\n', parts.Where((_, i) => i % 2 == 0).SelectMany(p => p));
        if (!outside.Contains(InjectionAttempt.Mark, StringComparison.OrdinalIgnoreCase))
            return parts.Count != 5;
        Faults.Add("found an order outside the fences");
        return true;
    }

    private static string Content(JsonElement message)
    {
        JsonElement content = message.GetProperty("content");
        return content.ValueKind == JsonValueKind.String ? content.GetString()! : content[0].GetProperty("text").GetString()!;
    }

    [GeneratedRegex("two lines that read (=== [0-9a-f]{16} ===)")]
    private static partial Regex Named();

    [GeneratedRegex("^\\{\"criterion\":\"([a-z]+)\"", RegexOptions.Multiline)]
    private static partial Regex Criterion();
}
