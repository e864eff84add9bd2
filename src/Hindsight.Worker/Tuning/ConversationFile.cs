using System.Text.Json;
using Hindsight.Policies;

namespace Hindsight.Worker.Tuning;

/// <summary>Conversations to learn from, as JSON Lines: <c>{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}</c>.</summary>
internal static class ConversationFile
{
    private static readonly string[] Roles = ["system", "user", "assistant"];

    /// <summary>Reads a file strictly: an unknown key, a missing one, a wrong type and a conversation without an assistant's message are faults. Empty lines are not read.</summary>
    /// <exception cref="ConversationFileException">Every fault, with its line; or the file is missing or empty.</exception>
    public static IReadOnlyList<IReadOnlyList<ChatMessage>> Read(string path)
    {
        if (!File.Exists(path)) throw new ConversationFileException([$"There is no file '{path}'."]);
        List<string> faults = [];
        List<IReadOnlyList<ChatMessage>> conversations = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Trim().Length > 0) conversations.Add(Conversation(line, fault => faults.Add($"{path}:{number}: {fault}")));
        }

        if (conversations.Count == 0) faults.Add($"{path}: holds no conversation.");
        return faults.Count == 0 ? conversations : throw new ConversationFileException(faults);
    }

    private static List<ChatMessage> Conversation(string line, Action<string> fault)
    {
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(line).RootElement;
        }
        catch (JsonException e)
        {
            fault($"is not JSON: {e.Message}");
            return [];
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            fault($"is {Kind(root)}; expected an object with messages.");
            return [];
        }

        foreach (JsonProperty unknown in root.EnumerateObject().Where(p => p.Name != "messages")) fault($"unknown key '{unknown.Name}'; expected messages only.");
        if (!root.TryGetProperty("messages", out JsonElement messages) || messages.ValueKind != JsonValueKind.Array)
        {
            fault("messages is missing or no list.");
            return [];
        }

        List<ChatMessage> conversation = messages.EnumerateArray().Select((message, i) => Message(message, f => fault($"messages[{i}]: {f}"))).ToList();
        if (!conversation.Any(m => m.Role == "assistant")) fault("has no message of the assistant, so there is nothing to learn from.");
        return conversation;
    }

    private static ChatMessage Message(JsonElement message, Action<string> fault)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            fault($"is {Kind(message)}; expected an object with role and content.");
            return new ChatMessage("", "");
        }

        foreach (JsonProperty unknown in message.EnumerateObject().Where(p => p.Name is not ("role" or "content"))) fault($"unknown key '{unknown.Name}'; expected role and content.");
        string role = Text(message, "role", fault), content = Text(message, "content", fault);
        if (role.Length > 0 && !Roles.Contains(role)) fault($"role is '{role}'; expected system, user or assistant.");
        return new ChatMessage(role, content);
    }

    private static string Text(JsonElement message, string key, Action<string> fault)
    {
        if (message.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.String) return value.GetString()!;
        fault($"{key} is {(value.ValueKind == JsonValueKind.Undefined ? "missing" : Kind(value))}; expected text.");
        return "";
    }

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
