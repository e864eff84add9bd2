using System.Text.Json;
using Hindsight.Checks.MulDimIf;
using Hindsight.Documents;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Suites;
using Hindsight.Tasks;

namespace Hindsight.Checks.Suites;

/// <summary>Reads the lines of MulDimIF: a conversation, its constraints (category, kind, sentence), and what kind of prompt it is.</summary>
internal sealed class ConstraintLineReader(SuiteKeys keys, Faults faults)
{
    public const string FormKey = "constraints";

    // The set spells the pattern's key in two ways.
    private static readonly string[] Patterns = ["constraint_pattern", "contraint_pattern"];

    /// <summary>The prompt, or <see langword="null"/> with its faults.</summary>
    public SuiteItem? Read(Node line)
    {
        int before = faults.Count;
        if (Map.Read(line, faults, "a prompt with constraints", ["id", "conversations", FormKey, .. Patterns, "difficulty"]) is not { } map) return null;
        string key = keys.Take(map, "id");
        List<ChatMessage> messages = Messages(map);
        Dictionary<string, string> labels = [];
        if (map.Text("difficulty") is { } difficulty) labels["difficulty"] = difficulty;
        if (Patterns.Select(name => map.Text(name)).FirstOrDefault(text => text is not null) is { } pattern) labels["pattern"] = pattern;
        List<SuiteDemand> demands = [];
        List<Criterion> criteria = [];
        foreach (Node constraint in Constraints(map))
        {
            if (Criterion(constraint, $"{demands.Count + 1}") is not ({ } criterion, { } kind)) continue;
            criteria.Add(criterion);
            demands.Add(new SuiteDemand(criterion.Text, criterion.Id, null, new Dictionary<string, string>(labels) { ["category"] = kind.Split('_')[0], ["kind"] = kind }));
        }

        return faults.Count == before ? new SuiteItem(new TrainingTask { Id = key, Messages = messages, Criteria = criteria, Split = TaskSplit.HeldOut }, demands) : null;
    }

    private List<ChatMessage> Messages(Map map)
    {
        List<ChatMessage> messages = [];
        if (map.Require("conversations", "a list of messages") is { Kind: NodeKind.List, Items.Count: 0 } empty) faults.Expected(empty, "at least one message");
        foreach (Node item in map.List("conversations"))
        {
            if (Map.Read(item, faults, "a message", "role", "content") is not { } message) continue;
            messages.Add(new ChatMessage(message.Text("role", required: true) ?? "", message.Text("content", required: true) ?? ""));
        }

        return messages;
    }

    private IReadOnlyList<Node> Constraints(Map map)
    {
        if (map.Require(FormKey, "a list of constraints") is { Kind: NodeKind.List, Items.Count: 0 } empty) faults.Expected(empty, "at least one constraint");
        return map.List(FormKey);
    }

    private (Criterion Criterion, string Kind)? Criterion(Node node, string id)
    {
        if (node.Items.Count != 3 || node.Items.Any(part => part.Kind != NodeKind.Text || string.IsNullOrWhiteSpace(part.Scalar)))
        {
            faults.Expected(node, "a constraint: a list of its category, its kind and its sentence");
            return null;
        }

        (string category, string kind, string sentence) = (node.Items[0].Scalar, node.Items[1].Scalar, node.Items[2].Scalar);
        if (MulDimIfConstraint.Fault(category, kind, sentence) is { } fault)
        {
            faults.Add(node, fault);
            return null;
        }

        var arguments = new Dictionary<string, JsonElement> { ["category"] = Json(category), ["kind"] = Json(kind), ["sentence"] = Json(sentence) };
        var criterion = new Criterion { Id = id, Text = sentence, Kind = CriterionKind.Check, Check = ConstraintCheck.CheckId, Arguments = arguments };
        return (criterion, MulDimIfConstraint.Read(category, kind, sentence).Kind);
    }

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);
}
