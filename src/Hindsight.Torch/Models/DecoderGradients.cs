namespace Hindsight.Torch.Models;

/// <summary>Where a backward pass adds its gradients: to the weights' or to the adapters'. The other is <see langword="null"/>.</summary>
internal sealed record DecoderGradients(DecoderWeights? Weights, LowRankAdapters? Adapters);
