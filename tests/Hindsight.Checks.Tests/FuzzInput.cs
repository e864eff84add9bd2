using System.Text.Json;

namespace Hindsight.Checks.Tests;

/// <summary>An answer and the arguments of a check.</summary>
internal sealed record FuzzInput(string Answer, IReadOnlyDictionary<string, JsonElement> Arguments)
{
    // What a failing test prints.
    public override string ToString() => $"{JsonSerializer.Serialize(Answer)} with {ArgumentSets.Written(Arguments)}";
}
