using System.Globalization;
using Hindsight.Documents;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Imports;

/// <summary>A prompt of HealthBench: a conversation, and criteria with points (negative ones are pitfalls) and tags.</summary>
internal static class HealthBenchLine
{
    /// <summary>The key that tells it.</summary>
    public const string Mark = "rubrics";

    public static (TrainingTask? Task, string? Answer) Read(Map map, Faults faults)
    {
        string? id = map.Text("prompt_id", required: true);
        _ = map.Require("prompt", "the conversation: a list of messages");
        List<ChatMessage> messages = [.. map.List("prompt").Select(item => Message(item, faults)).OfType<ChatMessage>()];
        List<Criterion> criteria = [.. map.List(Mark).Select((item, i) => Criterion(item, i, faults)).OfType<Criterion>()];
        if (!criteria.Any(c => c.Weight > 0)) faults.Expected(map.Find(Mark)!, "at least one criterion with positive points");
        return id is null ? (null, null) : (new TrainingTask
        {
            Id = id,
            Messages = messages,
            Criteria = criteria,
            Tags = [.. map.List("example_tags").Where(t => t.Kind == NodeKind.Text).Select(t => t.Scalar)],
            Split = new TaskSplitter().SplitOf(id),
        }, Ideal(map));
    }

    private static ChatMessage? Message(Node item, Faults faults) =>
        Map.Read(item, faults, "a message") is { } message && message.Text("role", required: true) is { } role && message.Require("content", "a text") is { Kind: NodeKind.Text } content
            ? new ChatMessage(role, content.Scalar) : null;

    private static Criterion? Criterion(Node item, int index, Faults faults)
    {
        if (Map.Read(item, faults, "a criterion") is not { } map) return null;
        (string? text, double? points) = (map.Text("criterion", required: true), map.Number("points", required: true));
        return text is null || points is null ? null : new Criterion
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"c{index + 1}"), Text = text, Weight = points.Value, Kind = CriterionKind.Judge,
            Tags = [.. map.List("tags").Where(t => t.Kind == NodeKind.Text).Select(t => t.Scalar)],
        };
    }

    /// <summary>The physicians' ideal completion, where the line has one.</summary>
    private static string? Ideal(Map map) => map.Find("ideal_completions_data")?.Find("ideal_completion") is { Kind: NodeKind.Text } ideal ? ideal.Scalar : null;
}
