using Hindsight.Torch.Models;

namespace Hindsight.Torch.Tests.Models;

/// <summary>Architectures small enough for tests.</summary>
internal static class TinyModels
{
    /// <summary>Two layers, grouped-query attention, 48 tokens.</summary>
    public static Architecture Smallest { get; } = new()
    {
        VocabularySize = 48,
        HiddenSize = 32,
        IntermediateSize = 56,
        Layers = 2,
        Heads = 4,
        KeyValueHeads = 2,
        HeadDimension = 8,
        ContextLength = 128,
        NormEpsilon = 1e-5,
        RotaryBase = 10000,
        TiedEmbeddings = true,
        EndTokens = [2],
    };
}
