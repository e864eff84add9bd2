using Hindsight.Torch.Models;
using static TorchSharp.torch;

namespace Hindsight.Torch.Sampling;

/// <summary>A model's weights as decoding wants them: query, key and value in one matrix, gate and up in another, in oneDNN's layout where that is faster. It owns what it made.</summary>
internal sealed class DecodeWeights : IDisposable
{
    // The layout that oneDNN chooses for this many rows serves one row and five hundred.
    private const int PackedRows = 16; // an int: other numbers are wrapped in Scalars that must be held during the call

    /// <summary>Makes them of a model's weights.</summary>
    /// <param name="architecture">The model's numbers.</param>
    /// <param name="weights">The weights; their storage is shared where their layout is right as it is.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="script">The module whose <c>pack</c> makes oneDNN's layout, or <see langword="null"/> for plain matrices.</param>
    public DecodeWeights(Architecture architecture, ModelWeights weights, ScalarType dtype, TorchSharp.torch.jit.ScriptModule? script)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        (Tensor cosine, Tensor sine) = RotaryTables(architecture, weights.Embedding.device, dtype);
        All =
        [
            Vector(weights.Embedding), cosine, sine, Vector(weights.FinalNorm), Matrix(weights.Head),
            .. weights.Layers.SelectMany(l => (Tensor[])
            [
                Vector(l.InputNorm), Matrix(l.Query, l.Key, l.Value), Matrix(l.Output),
                Vector(l.PostNorm), Matrix(l.Gate, l.Up), Matrix(l.Down),
            ]),
        ];
        foreach (Tensor tensor in All) tensor.DetachFromDisposeScope();

        Tensor Vector(Tensor weight) => weight.to(dtype).alias();

        Tensor Matrix(params Tensor[] parts)
        {
            Tensor matrix = Vector(parts.Length == 1 ? parts[0] : cat(parts));
            return script is null ? matrix : (Tensor)script.invoke("pack", matrix, PackedRows);
        }
    }

    /// <summary>Embedding, cosines, sines, final norm, head; then six a layer, as <see cref="DecodeScript"/> reads them.</summary>
    public Tensor[] All { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in All) tensor.Dispose();
    }

    /// <summary>Cosines and sines <c>[context, 1, d]</c>; the sines' first half is negated.</summary>
    private static (Tensor Cosine, Tensor Sine) RotaryTables(Architecture architecture, Device device, ScalarType dtype)
    {
        using var table = new RotaryTable(architecture, ScalarType.Float32, device);
        return (
            cat([table.Cosine, table.Cosine], 1).unsqueeze(1).to(dtype),
            cat([-table.Sine, table.Sine], 1).unsqueeze(1).to(dtype));
    }
}
