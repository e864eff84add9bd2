using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Reads a model's tensors and holds each against what is expected.</summary>
internal static class WeightReader
{
    /// <summary>All weights of an architecture by their checkpoint's names, on the processor, in the file's types or rounded to <paramref name="type"/>. The caller's dispose scope owns them.</summary>
    /// <exception cref="ModelFileException">Tensors are missing, left over, misshapen or not finite; all faults at once.</exception>
    public static Dictionary<string, Tensor> Read(ITensorFile file, Architecture architecture, ScalarType? type = null) =>
        Read(file, ParameterLayout.Llama(architecture).Slots, type);

    /// <summary>All tensors that are asked for, and no others.</summary>
    /// <exception cref="ModelFileException">Tensors are missing, left over, misshapen or not finite; all faults at once.</exception>
    public static Dictionary<string, Tensor> Read(ITensorFile file, IReadOnlyList<ParameterSlot> slots, ScalarType? type = null)
    {
        using DisposeScope scope = NewDisposeScope();
        var faults = new List<string>();
        var weights = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (ParameterSlot slot in slots)
        {
            if (!file.Entries.TryGetValue(slot.Name, out TensorEntry? entry)) faults.Add($"tensor '{slot.Name}' is missing; expected {TensorEntry.Describe(slot.Shape)}.");
            else if (!entry.Shape.SequenceEqual(slot.Shape)) faults.Add($"tensor '{slot.Name}': found {TensorEntry.Describe(entry.Shape)}; expected {TensorEntry.Describe(slot.Shape)}.");
            else if (!IsFloatingPoint(entry.Type)) faults.Add($"tensor '{slot.Name}': found {entry.Type}; expected floating point.");
            else weights.Add(slot.Name, ReadFinite(file, slot.Name, type ?? entry.Type, faults));
        }

        HashSet<string> wanted = [.. slots.Select(s => s.Name)];
        foreach (string name in file.Entries.Keys.Where(n => !wanted.Contains(n)).Order(StringComparer.Ordinal))
        {
            // Old files carry the rotary embedding's frequencies, which are computed.
            if (!name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal) && !IsTiedHead(file, name, weights))
                faults.Add($"tensor '{name}' {TensorEntry.Describe(file.Entries[name].Shape)} is not part of the architecture{(name == ParameterNames.Head ? ", whose head is tied to the embedding" : "")}.");
        }

        if (faults.Count > 0) throw new ModelFileException(file.Path, faults);
        foreach (Tensor weight in weights.Values) weight.MoveToOuterDisposeScope();
        return weights;
    }

    private static Tensor ReadFinite(ITensorFile file, string name, ScalarType type, List<string> faults)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor tensor = file.Read(name).to_type(type);
        long bad = tensor.numel() - tensor.isfinite().sum().item<long>();
        if (bad > 0) faults.Add($"tensor '{name}': {bad} of {tensor.numel()} values are not finite.");
        return tensor.MoveToOuterDisposeScope();
    }

    /// <summary>Some files hold a tied head a second time, which is fine as long as it is the same.</summary>
    private static bool IsTiedHead(ITensorFile file, string name, Dictionary<string, Tensor> weights)
    {
        if (name != ParameterNames.Head || !weights.TryGetValue(ParameterNames.Embedding, out Tensor? embedding)) return false;
        if (!file.Entries[name].Shape.SequenceEqual(embedding.shape)) return false;
        using DisposeScope scope = NewDisposeScope();
        return file.Read(name).to_type(embedding.dtype).eq(embedding).all().item<bool>();
    }

    private static bool IsFloatingPoint(ScalarType type) => type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;
}
