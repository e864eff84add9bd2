namespace Hindsight.Torch.Models;

/// <summary>The order of all parameters in one flat buffer, so that the optimiser, clipping and casts are one operation each.</summary>
/// <remarks>Matrices that multiply the same input (query, key and value; gate and up) lie side by side: together they are one matrix.</remarks>
internal sealed class ParameterLayout
{
    private const int Alignment = 32; // elements: 64 bytes in bf16
    private readonly Dictionary<string, ParameterSlot> _byName = [];
    private readonly List<ParameterSlot> _slots = [];

    /// <summary>All tensors, in the checkpoint's order.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _slots;

    /// <summary>The number of elements, gaps for alignment included.</summary>
    public long Length { get; private set; }

    /// <summary>A tensor's place.</summary>
    public ParameterSlot this[string name] => _byName[name];

    /// <summary>The layout of a Llama checkpoint.</summary>
    public static ParameterLayout Llama(Architecture architecture)
    {
        var layout = new ParameterLayout();
        long width = architecture.HiddenSize, inner = architecture.IntermediateSize;
        long queries = (long)architecture.Heads * architecture.HeadDimension, keys = (long)architecture.KeyValueHeads * architecture.HeadDimension;
        layout.Add((ParameterNames.Embedding, [architecture.VocabularySize, width]));
        for (int i = 0; i < architecture.Layers; i++)
        {
            layout.Add((ParameterNames.InputNorm(i), [width]));
            layout.Add(
                (ParameterNames.Projection(i, "q_proj"), [queries, width]),
                (ParameterNames.Projection(i, "k_proj"), [keys, width]),
                (ParameterNames.Projection(i, "v_proj"), [keys, width]));
            layout.Add((ParameterNames.Projection(i, "o_proj"), [width, queries]));
            layout.Add((ParameterNames.PostNorm(i), [width]));
            layout.Add((ParameterNames.Projection(i, "gate_proj"), [inner, width]), (ParameterNames.Projection(i, "up_proj"), [inner, width]));
            layout.Add((ParameterNames.Projection(i, "down_proj"), [width, inner]));
        }

        layout.Add((ParameterNames.FinalNorm, [width]));
        if (!architecture.TiedEmbeddings) layout.Add((ParameterNames.Head, [architecture.VocabularySize, width]));
        return layout;
    }

    /// <summary>Appends tensors that lie side by side without a gap.</summary>
    public void Add(params ReadOnlySpan<(string Name, long[] Shape)> tensors)
    {
        Length = (Length + Alignment - 1) / Alignment * Alignment;
        foreach ((string name, long[] shape) in tensors)
        {
            var slot = new ParameterSlot(name, shape, Length);
            _byName.Add(name, slot);
            _slots.Add(slot);
            Length += slot.Length;
        }
    }
}
