using System.Text.Json;
using Hindsight.Rubrics;

namespace Hindsight.Tasks;

/// <summary>Writes criteria as they stand in a task's line.</summary>
internal static class CriterionWriter
{
    public static void Write(Utf8JsonWriter json, Criterion criterion)
    {
        json.WriteStartObject();
        json.WriteString("id", criterion.Id);
        json.WriteString("text", criterion.Text);
        json.WriteNumber("weight", criterion.Weight);
        if (criterion.Veto) json.WriteBoolean("veto", true);
        if (criterion.Kind == CriterionKind.Check)
        {
            json.WriteString("check", criterion.Check);
            WriteArguments(json, criterion.Arguments);
        }

        if (criterion.Levels.Count > 0) WriteLevels(json, criterion.Levels);
        WriteRest(json, criterion.Judge, criterion.When, criterion.Group);
        if (criterion.Tags.Count > 0) WriteTags(json, criterion.Tags);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, CriterionOverride change)
    {
        json.WriteStartObject();
        json.WriteString("id", change.Id);
        if (change.Drop) json.WriteBoolean("drop", true);
        if (change.Weight is { } weight) json.WriteNumber("weight", weight);
        if (change.Veto is { } veto) json.WriteBoolean("veto", veto);
        if (change.Arguments is { } arguments) WriteArguments(json, arguments);
        if (change.Levels is { } levels) WriteLevels(json, levels);
        WriteRest(json, change.Judge, change.When, change.Group);
        if (change.Tags is { } tags) WriteTags(json, tags);
        json.WriteEndObject();
    }

    public static void WriteTags(Utf8JsonWriter json, IReadOnlyList<string> tags)
    {
        json.WriteStartArray("tags");
        foreach (string tag in tags) json.WriteStringValue(tag);
        json.WriteEndArray();
    }

    private static void WriteArguments(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement> arguments)
    {
        json.WriteStartObject("arguments");
        foreach ((string name, JsonElement value) in arguments)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteLevels(Utf8JsonWriter json, IReadOnlyList<CriterionLevel> levels)
    {
        json.WriteStartArray("levels");
        foreach (CriterionLevel level in levels)
        {
            json.WriteStartObject();
            json.WriteNumber("degree", level.Degree);
            json.WriteString("description", level.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRest(Utf8JsonWriter json, string? judge, CriterionCondition? when, string? group)
    {
        if (judge is not null) json.WriteString("judge", judge);
        if (when is not null)
        {
            json.WriteStartObject(ConditionReader.Key);
            json.WriteString(when.Kind.ToString().ToLowerInvariant(), when.Name);
            if (when.Value is not null) json.WriteString("equals", when.Value);
            json.WriteEndObject();
        }

        if (group is not null) json.WriteString("group", group);
    }
}
