using System.Text.Json.Nodes;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Checks;

/// <summary>A check's parameter as a JSON schema.</summary>
internal static class CheckParameterSchema
{
    public static string Of(CheckParameter parameter)
    {
        JsonObject schema = new() { ["type"] = TypeName(parameter.Type), ["description"] = parameter.Description };
        if (parameter.Type == CheckParameterType.TextList)
            (schema["items"], schema["minItems"]) = (new JsonObject { ["type"] = "string" }, 1);
        if (parameter.Choices.Count > 0)
            schema["enum"] = new JsonArray([.. parameter.Choices.Select(c => JsonValue.Create(c))]);
        if (parameter.Minimum is { } minimum)
            schema["minimum"] = minimum;
        if (parameter.Maximum is { } maximum and not int.MaxValue)
            schema["maximum"] = maximum;
        if (parameter.Default is { } standard)
            schema["default"] = JsonNode.Parse(standard.GetRawText());
        return schema.ToJsonString();
    }

    private static string TypeName(CheckParameterType type) => type switch
    {
        CheckParameterType.Integer => "integer",
        CheckParameterType.Number => "number",
        CheckParameterType.Boolean => "boolean",
        CheckParameterType.TextList => "array",
        _ => "string",
    };
}
