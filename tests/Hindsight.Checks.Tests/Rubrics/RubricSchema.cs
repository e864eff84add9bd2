using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hindsight.Grading;
using Hindsight.Testing;

namespace Hindsight.Checks.Tests.Rubrics;

/// <summary>rubrics/rubric.schema.json: written by hand, apart from what it says of checks.</summary>
internal static class RubricSchema
{
    // A text that a task's variable will replace.
    private const string Variable = "\\{\\{";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "rubrics", "rubric.schema.json");

    /// <summary>The schema as written, with its parts on checks as the checks are.</summary>
    public static string Render(string written, IEnumerable<ICheck> checks)
    {
        JsonNode schema = JsonNode.Parse(written)!, definitions = schema["definitions"]!;
        definitions["check"]!["anyOf"] = new JsonArray([.. checks.Select(c => new JsonObject { ["const"] = c.Id, ["description"] = c.Description })]);
        definitions["arguments"]!["allOf"] = new JsonArray([.. checks.Select(Rule)]);
        return schema.ToJsonString(Json) + "\n";
    }

    private static JsonObject Rule(ICheck check)
    {
        string[] required = [.. check.Parameters.Where(p => p.Required).Select(p => p.Name)];
        var arguments = new JsonObject
        {
            ["properties"] = new JsonObject(check.Parameters.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Parameter(p)))),
            ["additionalProperties"] = false,
            ["required"] = Array(required),
        };
        return new JsonObject
        {
            ["if"] = new JsonObject { ["required"] = Array(["check"]), ["properties"] = new JsonObject { ["check"] = new JsonObject { ["const"] = check.Id } } },
            ["then"] = new JsonObject { ["required"] = Array(required.Length == 0 ? [] : ["arguments"]), ["properties"] = new JsonObject { ["arguments"] = arguments } },
        };
    }

    private static JsonObject Parameter(CheckParameter parameter)
    {
        var schema = new JsonObject { ["description"] = parameter.Description, ["anyOf"] = new JsonArray(Alternatives(parameter)) };
        if (parameter.Default is { } standard) schema["default"] = JsonNode.Parse(standard.GetRawText());
        return schema;
    }

    private static JsonNode[] Alternatives(CheckParameter parameter) => parameter switch
    {
        { Choices.Count: > 0 } => [new JsonObject { ["enum"] = Array(parameter.Choices) }, Text(Variable)],
        { Type: CheckParameterType.Text } => [Word()],
        { Type: CheckParameterType.TextList } => [new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Word() }, Word()],
        { Type: CheckParameterType.Boolean } => [new JsonObject { ["type"] = "boolean" }, Text($"^([Tt]rue|[Ff]alse)$|{Variable}")],
        _ => [Number(parameter), Text($"^[-+0-9.eE]+$|{Variable}")],
    };

    private static JsonObject Number(CheckParameter parameter)
    {
        var number = new JsonObject { ["type"] = parameter.Type == CheckParameterType.Integer ? "integer" : "number" };
        if (parameter.Minimum is { } minimum) number["minimum"] = minimum;
        if (parameter.Maximum is { } maximum and not int.MaxValue) number["maximum"] = maximum;
        return number;
    }

    private static JsonObject Word() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
