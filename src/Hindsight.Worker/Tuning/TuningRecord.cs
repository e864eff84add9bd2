using System.Text.Json;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Worker.Configuration;

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
    public IReadOnlyList<string> Differences(byte[] written) => JsonDifferences.Find(Write(), written, "the tuning");
}
