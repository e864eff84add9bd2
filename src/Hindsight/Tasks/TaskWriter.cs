using System.Text.Encodings.Web;
using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Rubrics;

namespace Hindsight.Tasks;

/// <summary>Writes a task as a line of JSON.</summary>
internal static class TaskWriter
{
    public const string Train = "train";

    public const string HeldOut = "heldout";

    // The file is data for people and programs, not part of a web page: letters stay letters.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream stream, TrainingTask task)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        WriteMessages(json, task.Messages);
        if (task.Rubric is not null) json.WriteString("rubric", task.Rubric);
        if (task.Criteria.Count + task.Overrides.Count > 0)
        {
            json.WriteStartArray("criteria");
            foreach (Criterion criterion in task.Criteria) CriterionWriter.Write(json, criterion);
            foreach (CriterionOverride change in task.Overrides) CriterionWriter.Write(json, change);
            json.WriteEndArray();
        }

        if (task.Variables.Count > 0)
        {
            json.WriteStartObject("variables");
            foreach ((string name, string value) in task.Variables) json.WriteString(name, value);
            json.WriteEndObject();
        }

        if (task.Tags.Count > 0) CriterionWriter.WriteTags(json, task.Tags);
        json.WriteString("split", task.Split == TaskSplit.HeldOut ? HeldOut : Train);
        json.WriteEndObject();
    }

    private static void WriteMessages(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages)
    {
        if (messages is [{ Role: "user" } only] && !string.IsNullOrWhiteSpace(only.Content))
        {
            json.WriteString("prompt", only.Content);
            return;
        }

        json.WriteStartArray("messages");
        foreach (ChatMessage message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteString("content", message.Content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
