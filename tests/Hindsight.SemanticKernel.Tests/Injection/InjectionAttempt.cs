using System.Globalization;
using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Training;

namespace Hindsight.SemanticKernel.Tests.Injection;

/// <summary>
/// An answer that tries to be more than an answer. <c>{mark}</c> stands for what must never be read outside the fence, <c>{fence}</c> for the fence as an attacker would foresee it,
/// <c>{high}</c> and <c>{low}</c> for halves of a surrogate pair, which JSON cannot hold.
/// </summary>
public sealed record InjectionAttempt(string Id, string Kind, string Text)
{
    /// <summary>What an obeying judge obeys.</summary>
    public const string Mark = "ZQ-OBEY-7";

    public static IReadOnlyList<InjectionAttempt> All { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "Hindsight.SemanticKernel.Tests", "Injection", "attempts.jsonl"))
            .Select(line => JsonSerializer.Deserialize<InjectionAttempt>(line, JsonSerializerOptions.Web)!),
    ];

    /// <summary>The text as it is sent, the attacker knowing the seed and the task.</summary>
    public string Written(ulong seed, string task)
    {
        string hex = Hex(0);
        return Text.Replace("{mark}", Mark, StringComparison.Ordinal)
            .Replace("{high}", "\ud83d", StringComparison.Ordinal).Replace("{low}", "\udc00", StringComparison.Ordinal)
            .Replace("{fencehex}", hex, StringComparison.Ordinal).Replace("{FENCE}", Fence(hex).ToUpperInvariant(), StringComparison.Ordinal)
            .Replace("{fence1}", Fence(Hex(1)), StringComparison.Ordinal).Replace("{fence2}", Fence(Hex(2)), StringComparison.Ordinal)
            .Replace("{fence}", Fence(hex), StringComparison.Ordinal);

        string Hex(int attempt) => Seeds.Derive(seed, "fence", attempt, task).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string Fence(string hex) => $"=== {hex} ===";
}
