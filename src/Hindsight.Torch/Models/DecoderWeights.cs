using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>A model's weights as the packed pass multiplies them, or the gradients of the same shapes. It does not own them.</summary>
/// <param name="Embedding"><c>[V, D]</c></param>
/// <param name="Layers">One for each layer.</param>
/// <param name="FinalNorm"><c>[D]</c></param>
/// <param name="Head"><c>[V, D]</c>; the embedding itself where tied.</param>
internal sealed record DecoderWeights(Tensor Embedding, IReadOnlyList<DecoderLayerWeights> Layers, Tensor FinalNorm, Tensor Head)
{
    public static DecoderWeights From(ParameterBuffer buffer, Architecture architecture) => new(
        buffer[ParameterNames.Embedding],
        [.. Enumerable.Range(0, architecture.Layers).Select(layer => DecoderLayerWeights.From(buffer, layer))],
        buffer[ParameterNames.FinalNorm],
        buffer[architecture.TiedEmbeddings ? ParameterNames.Embedding : ParameterNames.Head]);
}
