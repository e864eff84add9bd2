using System.Text.Json;
using Hindsight.Torch;
using Hindsight.Torch.Learning;

namespace Hindsight.Worker.Tuning;

/// <summary>What a tuning's bits depend on. It goes on only with the same.</summary>
/// <param name="Data">The SHA-256 of the file of conversations.</param>
/// <param name="Policy">The folder of the policy that it began with.</param>
/// <param name="Device">Where it is computed.</param>
/// <param name="Dtype">The type that it is computed in.</param>
/// <param name="Lora">The adapters.</param>
/// <param name="Options">Rates, sizes, seed.</param>
internal sealed record TuningRecord(string Data, string Policy, string Device, string Dtype, LoraOptions Lora, SupervisedOptions Options)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes it.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Where it differs from what was written down, a line each.</summary>
    /// <exception cref="JsonException">It is no record.</exception>
    public IReadOnlyList<string> Differences(byte[] written)
    {
        Dictionary<string, string> own = Leaves(Write()), other = Leaves(written);
        return [.. own.Keys.Union(other.Keys).Where(key => own.GetValueOrDefault(key) != other.GetValueOrDefault(key))
            .Select(key => $"{key} is {own.GetValueOrDefault(key) ?? "not set"}; the tuning was begun with {other.GetValueOrDefault(key) ?? "none"}.")];
    }

    private static Dictionary<string, string> Leaves(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Leaves("", document.RootElement).ToDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Leaves(string path, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(p => Leaves(path.Length == 0 ? p.Name : $"{path}:{p.Name}", p.Value))
        : [KeyValuePair.Create(path, element.GetRawText())];
}
