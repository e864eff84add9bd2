using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Checkpoints;

/// <summary>Reads a model's weights and holds each against its architecture.</summary>
internal static class WeightReader
{
    /// <summary>All weights by their checkpoint's names, on the processor, in the file's types. The caller's dispose scope owns them.</summary>
    /// <exception cref="ModelFileException">Tensors are missing, left over, misshapen or not finite; all faults at once.</exception>
    public static Dictionary<string, Tensor> Read(ITensorFile file, Architecture architecture)
    {
        using DisposeScope scope = NewDisposeScope();
        var faults = new List<string>();
        var weights = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterSlot slot in ParameterLayout.Llama(architecture).Slots)
        {
            wanted.Add(slot.Name);
            if (!file.Entries.TryGetValue(slot.Name, out TensorEntry? entry)) faults.Add($"tensor '{slot.Name}' is missing; expected {TensorEntry.Describe(slot.Shape)}.");
            else if (!entry.Shape.SequenceEqual(slot.Shape)) faults.Add($"tensor '{slot.Name}': found {TensorEntry.Describe(entry.Shape)}; expected {TensorEntry.Describe(slot.Shape)}.");
            else if (!IsFloatingPoint(entry.Type)) faults.Add($"tensor '{slot.Name}': found {entry.Type}; expected floating point.");
            else weights.Add(slot.Name, ReadFinite(file, slot.Name, faults));
        }

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

    private static Tensor ReadFinite(ITensorFile file, string name, List<string> faults)
    {
        Tensor tensor = file.Read(name);
        using Tensor finite = tensor.isfinite();
        using Tensor count = finite.sum();
        long bad = tensor.numel() - count.item<long>();
        if (bad > 0) faults.Add($"tensor '{name}': {bad} of {tensor.numel()} values are not finite.");
        return tensor;
    }

    /// <summary>Some files hold a tied head a second time, which is fine as long as it is the same.</summary>
    private static bool IsTiedHead(ITensorFile file, string name, Dictionary<string, Tensor> weights)
    {
        if (name != ParameterNames.Head || !weights.TryGetValue(ParameterNames.Embedding, out Tensor? embedding)) return false;
        if (!file.Entries[name].Shape.SequenceEqual(embedding.shape) || file.Entries[name].Type != embedding.dtype) return false;
        using Tensor head = file.Read(name), same = head.eq(embedding), all = same.all();
        return all.item<bool>();
    }

    private static bool IsFloatingPoint(ScalarType type) => type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;
}
