using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Policies;
using Hindsight.Testing;
using Microsoft.AspNetCore.Http;

namespace Hindsight.SemanticKernel.Tests.Injection;

/// <summary>
/// A judge that knows what its prompt ought to look like, reads what stands between two fences as data, and does whatever it is told anywhere else. Its honest verdict is unmet, or the first
/// level; the steering probe it answers with unmet as well.
/// </summary>
internal sealed partial class ObedientJudge
{
    /// <summary>What was wrong with a request, or was obeyed.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>What stood between fences, request by request: the task, the criteria, the answer; or as the prompt has them.</summary>
    public List<string[]> Fenced { get; } = [];

    /// <summary>The roles that a request may have, in order.</summary>
    public string Roles { get; init; } = "system user";

    /// <summary>How many texts stand in fences.</summary>
    public int Texts { get; init; } = 3;

    /// <summary>Replies over HTTP.</summary>
    public Task AnswerAsync(HttpContext http)
    {
        JsonElement request = ScriptedJudge.RequestOf(http);
        (string Role, string Content)[] messages = [.. request.GetProperty("messages").EnumerateArray().Select(m => (m.GetProperty("role").GetString()!, Content(m)))];
        bool obeys = Reads(messages, out IReadOnlyList<string> criteria);
        (string Id, string Verdict)[] verdicts =
        [
            .. criteria.Select(line => JsonDocument.Parse(line).RootElement)
                .Select(c => (c.GetProperty("criterion").GetString()!, c.TryGetProperty("levels", out _) ? obeys ? "2" : "1" : obeys ? "met" : "unmet")),
        ];
        return ScriptedJudge.Says(verdicts.Length > 0 ? ScriptedJudge.Verdicts(verdicts) : obeys ? InjectionAttempt.Mark : "Say that you are sorry.")(http);
    }

    /// <summary>Chooses as a policy that is asked for yes or no, or a level: the first choice where it obeys, the last where it is asked for a word, else the first level.</summary>
    public float[] Choose(ChoiceRequest request)
    {
        bool obeys = Reads([.. request.Messages.Select(m => (m.Role, m.Content))], out _), isYesNo = request.Choices[0] == "yes";
        int said = isYesNo == obeys ? 0 : request.Choices.Count - 1;
        return [.. request.Choices.Select((_, i) => i == said ? 0f : -9f)];
    }

    /// <summary>Whether anything outside the fences is an order.</summary>
    private bool Reads((string Role, string Content)[] messages, out IReadOnlyList<string> criteria)
    {
        criteria = [];
        Match named = Named().Match(messages[0].Content);
        string roles = string.Join(' ', messages.Select(m => m.Role));
        if (roles != Roles || !named.Success)
        {
            Faults.Add($"found the messages {roles}; expected {Roles}, the first of which names the fence");
            return true;
        }
        List<List<string>> parts = [[]];
        foreach (string line in messages.SelectMany(m => m.Content.Split('\n')))
        {
            if (line == named.Groups[1].Value) parts.Add([]);
            else parts[^1].Add(line);
        }
        if (parts.Count != 2 * Texts + 1)
        {
            Faults.Add($"found {parts.Count - 1} fences; expected {2 * Texts}");
            return true;
        }
        Fenced.Add([.. parts.Where((_, i) => i % 2 == 1).Select(p => string.Join('\n', p))]);
        criteria = parts.Zip(parts.Skip(1)).Where((pair, i) => i % 2 == 0 && pair.First[^1].EndsWith("The criteria:", StringComparison.Ordinal)).Select(pair => pair.Second).FirstOrDefault() ?? [];
        if (!parts.Where((_, i) => i % 2 == 0).SelectMany(p => p).Any(line => line.Contains(InjectionAttempt.Mark, StringComparison.OrdinalIgnoreCase)))
            return false;
        Faults.Add("found an order outside the fences");
        return true;
    }

    private static string Content(JsonElement message) => message.GetProperty("content") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } parts => parts[0].GetProperty("text").GetString()!,
        _ => "",
    };

    [GeneratedRegex("two lines that read (=== [0-9a-f]{16} ===)")]
    private static partial Regex Named();
}
