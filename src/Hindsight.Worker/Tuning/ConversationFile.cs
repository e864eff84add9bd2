using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Tasks;

namespace Hindsight.Worker.Tuning;

/// <summary>Conversations as JSON Lines (format: <c>docs/tuning.md</c>): <c>{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}</c>.</summary>
internal static class ConversationFile
{
    private const string Assistant = "assistant";

    private static readonly string[] Roles = ["system", "user", Assistant];
    private static readonly HashSet<int> Nothing = [];
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the content of a file strictly: an unknown key, a missing one, a wrong type and a conversation without an assistant's message are faults. Blank lines are passed over.</summary>
    /// <param name="content">UTF-8.</param>
    /// <param name="faults">Where every fault is added, with its line; line 0 is the whole file.</param>
    /// <returns>The conversations without faults.</returns>
    public static IReadOnlyList<Conversation> Read(byte[] content, ICollection<(int Line, string Fault)> faults)
    {
        List<Conversation> conversations = [];
        bool found = false;
        int number = 0;
        foreach (Range range in Lines(content))
        {
            number++;
            ReadOnlyMemory<byte> line = content.AsMemory(range);
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
            found = true;
            int before = faults.Count;
            Conversation conversation = Conversation(line, number, fault => faults.Add((number, fault)));
            if (faults.Count == before) conversations.Add(conversation);
        }

        if (!found) faults.Add((0, "holds no conversation."));
        return conversations;
    }

    /// <summary>Writes a conversation to train on, as a line.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="messages">The conversation; of the assistant's messages the last is learned, the others are read alone.</param>
    public static void Write(Stream stream, IReadOnlyList<ChatMessage> messages)
    {
        using (var json = new Utf8JsonWriter(stream, Relaxed))
        {
            json.WriteStartObject();
            json.WriteStartArray("messages");
            for (int i = 0; i < messages.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("role", messages[i].Role);
                json.WriteString("content", messages[i].Content);
                if (messages[i].Role == Assistant && i < messages.Count - 1) json.WriteBoolean("train", false);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static IEnumerable<Range> Lines(byte[] content)
    {
        int start = content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        while (start < content.Length)
        {
            int length = content.AsSpan(start).IndexOf((byte)'\n');
            int end = length < 0 ? content.Length : start + length;
            yield return start..end;
            start = end + 1;
        }
    }

    private static Conversation Conversation(ReadOnlyMemory<byte> line, int number, Action<string> fault)
    {
        var nothing = new Conversation(number, [], Nothing, TaskSplit.Train);
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Strict);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                fault($"is {Kind(root)}; expected an object with messages.");
                return nothing;
            }

            foreach (JsonProperty unknown in root.EnumerateObject().Where(p => p.Name is not ("messages" or "split"))) fault($"unknown key '{unknown.Name}'; expected messages and split only.");
            TaskSplit split = Split(root, fault);
            if (!root.TryGetProperty("messages", out JsonElement messages) || messages.ValueKind != JsonValueKind.Array)
            {
                fault("messages is missing or no list.");
                return nothing;
            }

            List<ChatMessage> conversation = messages.EnumerateArray().Select((message, i) => Message(message, f => fault($"messages[{i}]: {f}"))).ToList();
            HashSet<int> read = [.. messages.EnumerateArray().Index().Where(m => IsRead(m.Item, conversation[m.Index].Role, f => fault($"messages[{m.Index}]: {f}"))).Select(m => m.Index)];
            if (!conversation.Any(m => m.Role == Assistant)) fault("has no message of the assistant, so there is nothing to learn from.");
            else if (conversation.Index().All(m => m.Item.Role != Assistant || read.Contains(m.Index))) fault("has no message of the assistant to train on, so there is nothing to learn from.");
            return new Conversation(number, conversation, read, split);
        }
        catch (JsonException e)
        {
            fault($"is not JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // What the reader says of a text that it cannot decode.
            fault("holds a text that is not Unicode: bytes that are not UTF-8, or half of a surrogate pair.");
        }

        return nothing;
    }

    private static TaskSplit Split(JsonElement root, Action<string> fault)
    {
        if (!root.TryGetProperty("split", out JsonElement split)) return TaskSplit.Train;
        string text = split.ValueKind == JsonValueKind.String ? split.GetString()! : "";
        if (text is not ("train" or "heldout")) fault($"split is {(text.Length > 0 ? $"'{text}'" : Kind(split))}; expected train or heldout.");
        return text == "heldout" ? TaskSplit.HeldOut : TaskSplit.Train;
    }

    private static ChatMessage Message(JsonElement message, Action<string> fault)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            fault($"is {Kind(message)}; expected an object with role and content.");
            return new ChatMessage("", "");
        }

        foreach (JsonProperty unknown in message.EnumerateObject().Where(p => p.Name is not ("role" or "content" or "train"))) fault($"unknown key '{unknown.Name}'; expected role, content and train.");
        string role = Text(message, "role", fault), content = Text(message, "content", fault);
        if (role.Length > 0 && !Roles.Contains(role)) fault($"role is '{role}'; expected system, user or assistant.");
        return new ChatMessage(role, content);
    }

    private static bool IsRead(JsonElement message, string role, Action<string> fault)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("train", out JsonElement train)) return false;
        if (train.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) fault($"train is {Kind(train)}; expected true or false.");
        else if (role != Assistant) fault($"train stands in a message of the role '{role}'; expected it in the assistant's alone.");
        return train.ValueKind == JsonValueKind.False;
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
