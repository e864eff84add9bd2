using static TorchSharp.torch;

namespace Hindsight.Torch.Models;

/// <summary>A model's effective weights for inference: adapters merged, in one dtype on one device. It does not own them.</summary>
/// <param name="Embedding"><c>[V, D]</c></param>
/// <param name="Layers">One for each layer.</param>
/// <param name="FinalNorm"><c>[D]</c></param>
/// <param name="Head"><c>[V, D]</c>; the embedding itself where tied.</param>
internal sealed record ModelWeights(Tensor Embedding, IReadOnlyList<LayerWeights> Layers, Tensor FinalNorm, Tensor Head);
