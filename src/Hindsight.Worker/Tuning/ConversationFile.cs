using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Documents;
using Hindsight.Policies;
using Hindsight.Tasks;

namespace Hindsight.Worker.Tuning;

/// <summary>Conversations as JSON Lines (format: <c>docs/tuning.md</c>): <c>{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}</c>.</summary>
internal static class ConversationFile
{
    private const string Assistant = "assistant";

    private static readonly string[] Roles = ["system", "user", Assistant];
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads the content of a file strictly: an unknown key, a missing one, a wrong type and a conversation without an assistant's message are faults. Blank lines are passed over.</summary>
    /// <param name="content">UTF-8.</param>
    /// <param name="faults">Where every fault is added.</param>
    /// <returns>The conversations without faults.</returns>
    public static IReadOnlyList<Conversation> Read(byte[] content, Faults faults)
    {
        List<Conversation> conversations = [];
        foreach (Node line in JsonLines.Read(content, faults))
        {
            int before = faults.Count;
            if (Map.Read(line, faults, "a conversation", "messages", "split") is not { } map) continue;
            Conversation conversation = Conversation(map, faults);
            if (faults.Count == before) conversations.Add(conversation);
        }

        if (conversations.Count == 0 && !faults.Any) faults.Add(1, 1, "found no conversation, expected at least one line.");
        return conversations;
    }

    /// <summary>The conversations of a file.</summary>
    /// <exception cref="ConversationFileException">Every fault, as <c>file:line:column: found …, expected …</c>.</exception>
    public static IReadOnlyList<Conversation> Parse(string path, byte[] content)
    {
        var faults = new Faults(path);
        IReadOnlyList<Conversation> conversations = Read(content, faults);
        return faults.Any ? throw new ConversationFileException(faults.Lines) : conversations;
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

    private static Conversation Conversation(Map map, Faults faults)
    {
        TaskSplit split = map.Choice("split", "train", "heldout") == "heldout" ? TaskSplit.HeldOut : TaskSplit.Train;
        map.Require("messages", "a list of messages");
        List<ChatMessage> messages = [];
        HashSet<int> read = [];
        foreach (Node item in map.List("messages"))
        {
            if (Map.Read(item, faults, "a message", "role", "content", "train") is not { } message) continue;
            ChatMessage said = MessageReader.Read(message, Roles, faults);
            bool? train = message.Boolean("train");
            if (train is not null && said.Role != Assistant) faults.Add(message.Find("train")!, $"found 'train' in a message of the role {Node.Quote(said.Role)}, expected it in the assistant's alone.");
            else if (train is false) read.Add(messages.Count);
            messages.Add(said);
        }

        if (!messages.Exists(m => m.Role == Assistant)) faults.Add(map.Node, "found no message of the assistant, expected one to learn from.");
        else if (messages.Index().All(m => m.Item.Role != Assistant || read.Contains(m.Index))) faults.Add(map.Node, "found no message of the assistant to train on, expected one to learn from.");
        return new Conversation(map.Node.Line, messages, read, split);
    }
}
