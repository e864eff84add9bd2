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
        if (task.Criteria.Count > 0)
        {
            json.WriteStartArray("criteria");
            foreach (Criterion criterion in task.Criteria) WriteCriterion(json, criterion);
            json.WriteEndArray();
        }

        if (task.Variables.Count > 0)
        {
            json.WriteStartObject("variables");
            foreach ((string name, string value) in task.Variables) json.WriteString(name, value);
            json.WriteEndObject();
        }

        if (task.Tags.Count > 0)
        {
            json.WriteStartArray("tags");
            foreach (string tag in task.Tags) json.WriteStringValue(tag);
            json.WriteEndArray();
        }

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

    private static void WriteCriterion(Utf8JsonWriter json, Criterion criterion)
    {
        json.WriteStartObject();
        json.WriteString("id", criterion.Id);
        json.WriteString("text", criterion.Text);
        json.WriteNumber("weight", criterion.Weight);
        if (criterion.Veto) json.WriteBoolean("veto", true);
        if (criterion.Kind == CriterionKind.Check)
        {
            json.WriteString("check", criterion.Check);
            json.WriteStartObject("arguments");
            foreach ((string name, JsonElement value) in criterion.Arguments)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }

            json.WriteEndObject();
        }

        if (criterion.Judge is not null) json.WriteString("judge", criterion.Judge);
        if (criterion.Levels.Count > 0)
        {
            json.WriteStartArray("levels");
            foreach (CriterionLevel level in criterion.Levels)
            {
                json.WriteStartObject();
                json.WriteNumber("degree", level.Degree);
                json.WriteString("description", level.Description);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
