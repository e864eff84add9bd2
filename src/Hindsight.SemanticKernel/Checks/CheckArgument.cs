using System.Text.Json;
using Hindsight.Grading;

namespace Hindsight.SemanticKernel.Checks;

/// <summary>Arguments as kernels hand them over: values, JSON, or texts of either.</summary>
internal static class CheckArgument
{
    public static JsonElement Read(object value, CheckParameterType type) => value switch
    {
        JsonElement element => element,
        // A template or a model can write a list as text only.
        string text when type == CheckParameterType.TextList && text.AsSpan().Trim() is ['[', .., ']'] && Parsed(text) is { } list => list,
        _ => JsonSerializer.SerializeToElement(value),
    };

    private static JsonElement? Parsed(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
