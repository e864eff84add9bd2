using Hindsight.Documents;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;

namespace Hindsight.Tasks;

/// <summary>Reads the lines of one file of tasks, and finds every fault in them.</summary>
internal sealed class TaskReader(ICheckRegistry checks, Faults faults, TaskSplitter splitter)
{
    /// <summary>The keys of a task.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["id", "prompt", "messages", "rubric", "criteria", "variables", "tags", "split"];

    // Those that chat templates know.
    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool"];

    private readonly Dictionary<string, int> _lines = [];

    /// <summary>The task, or <see langword="null"/> with its faults.</summary>
    public TrainingTask? Read(Map map)
    {
        int before = faults.Count;
        TrainingTask task = ReadWhatCanBe(map);
        return faults.Count == before ? task : null;
    }

    /// <summary>The task, with its faults noted: what cannot be read is empty in it.</summary>
    public TrainingTask ReadWhatCanBe(Map map)
    {
        string? id = map.Text("id", required: true);
        if (id is not null && !_lines.TryAdd(id, map.Node.Line)) faults.Add(map.Find("id")!, $"found the id {Node.Quote(id)} of line {_lines[id]} again, expected different ids.");
        IReadOnlyList<ChatMessage> messages = Messages(map);
        (List<Criterion> criteria, List<CriterionOverride> overrides) = new CriterionReader(checks, faults).ReadOfTask(map.List("criteria"));
        return new TrainingTask
        {
            Id = id ?? "",
            Messages = messages,
            Rubric = map.Text("rubric"),
            Criteria = criteria,
            Overrides = overrides,
            Variables = Variables(map),
            Tags = map.Texts("tags", "a tag"),
            Split = map.Choice("split", TaskWriter.Train, TaskWriter.HeldOut) switch
            {
                TaskWriter.Train => TaskSplit.Train,
                TaskWriter.HeldOut => TaskSplit.HeldOut,
                _ => splitter.SplitOf(id ?? ""),
            },
        };
    }

    private List<ChatMessage> Messages(Map map)
    {
        Node? prompt = map.Find("prompt"), list = map.Find("messages");
        if (prompt is null && list is null) faults.Add(map.Node, "found neither 'prompt' nor 'messages', expected one of them.");
        if (prompt is not null && list is not null) faults.Add(prompt, "found both 'prompt' and 'messages', expected one of them.");
        if (prompt is null && list is { Kind: NodeKind.List, Items.Count: 0 }) faults.Expected(list, "at least one message");
        List<ChatMessage> messages = [];
        if (map.Text("prompt") is { } text) messages.Add(ChatMessage.User(text));
        foreach (Node item in map.List("messages"))
        {
            if (Map.Read(item, faults, "a message", "role", "content") is not { } message) continue;
            messages.Add(MessageReader.Read(message, Roles, faults));
        }

        return messages;
    }

    private Dictionary<string, string> Variables(Map map)
    {
        Dictionary<string, string> variables = [];
        if (map.Find("variables") is not { } node || Map.Read(node, faults, "the variables") is null) return variables;
        foreach (Entry entry in node.Entries)
        {
            variables.TryAdd(entry.Key, entry.Value.Scalar);
            if (entry.Value.Kind is not (NodeKind.Text or NodeKind.Number)) faults.Expected(entry.Value, $"a text for the variable {Node.Quote(entry.Key)}");
        }

        return variables;
    }
}
