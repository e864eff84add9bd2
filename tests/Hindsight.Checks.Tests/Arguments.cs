using System.Text.Json;

namespace Hindsight.Checks.Tests;

/// <summary>Arguments written as JSON.</summary>
internal static class Arguments
{
    public static IReadOnlyDictionary<string, JsonElement> Of(string json) => JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
