using System.Security.Cryptography;
using Hindsight.Documents;

namespace Hindsight.Suites;

/// <summary>Answers made elsewhere: JSON Lines, each with its <c>response</c> and the <c>key</c> (or <c>id</c>) or the <c>prompt</c> that it belongs to; other keys are passed over.</summary>
public static class ResponseFile
{
    /// <summary>Reads a file and finds each response's prompt: by its key, else by the exact text of the prompt.</summary>
    /// <param name="path">The file, UTF-8; blank lines are passed over.</param>
    /// <param name="suite">The prompts.</param>
    /// <exception cref="SuiteException">The file cannot be read or is faulty: every fault with its place. Two responses to one prompt are a fault.</exception>
    public static Responses Read(string path, Suite suite)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(suite);
        byte[] content = FileContent.Read(path, unreadable => new SuiteException(unreadable));
        var faults = new Faults(path);
        var unmatched = new Faults(path);
        var notices = new Faults(path);
        Dictionary<string, (string Text, int Line)> found = [];
        Dictionary<string, SuiteItem> byKey = suite.Items.ToDictionary(i => i.Key);
        ILookup<string, SuiteItem> byPrompt = suite.Items.Where(i => i.Prompt is not null).ToLookup(i => i.Prompt!);
        foreach (Node line in JsonLines.Read(content, faults))
        {
            int before = faults.Count;
            if (Map.Read(line, faults, "a response") is not { } map) continue;
            string? text = AnyText(map.Require("response", "a text"), "response", faults), prompt = AnyText(map.Find("prompt"), "prompt", faults);
            string? key = SuiteKey.Read(map.Find("key") ?? map.Find("id"), faults);
            if (key is null && prompt is null && faults.Count == before) faults.Add(line, "found neither 'key', 'id' nor 'prompt', expected one that says to what it responds.");
            if (faults.Count > before) continue;
            SuiteItem[] items = key is not null && byKey.TryGetValue(key, out SuiteItem? item) ? [item] : prompt is null ? [] : [.. byPrompt[prompt]];
            if (items.Length == 0) unmatched.Add(line, $"found a response to {Node.Quote(key ?? prompt!)}, which is no prompt of {suite.Path}.");
            else if (items.Length > 1) faults.Add(line, $"found a prompt that is that of {string.Join(" and ", items.Select(i => $"'{i.Key}'"))}, expected a key.");
            else if (!found.TryAdd(items[0].Key, (text!, line.Line))) faults.Add(line, $"found a second response to '{items[0].Key}' (the first is on line {found[items[0].Key].Line}), expected one.");
            else if (prompt is not null && prompt != items[0].Prompt) notices.Add(line, $"the response to '{items[0].Key}' was made for another wording of the prompt.");
        }

        if (faults.Any) throw new SuiteException(faults.Lines);
        return new Responses(path, Convert.ToHexStringLower(SHA256.HashData(content)), found.ToDictionary(f => f.Key, f => f.Value.Text), unmatched.Lines, notices.Lines);
    }

    private static string? AnyText(Node? value, string key, Faults faults)
    {
        if (value is { Kind: not NodeKind.Text }) faults.Expected(value, $"a text for '{key}'");
        return value?.Scalar;
    }
}
