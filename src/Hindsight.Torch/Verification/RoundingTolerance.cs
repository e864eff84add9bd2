using Hindsight.Torch.Models;
using static TorchSharp.torch;

namespace Hindsight.Torch.Verification;

/// <summary>How far rounding alone takes a type's numbers: <c>λ u √n</c>.</summary>
/// <remarks>
/// <para>u is the type's unit round-off (2⁻⁸ in bf16, 2⁻²⁴ in fp32), n the number of roundings that a number has behind it. They are taken as independent, so that they add up as
/// a random walk does; then λ u √n is exceeded with a probability of at most 2 exp(−λ²/2) (N. J. Higham, T. Mary, "A new approach to probabilistic rounding error analysis", 2019).
/// The bound that needs no such assumption, n u, is above one half for thirty layers in bf16: a comparison against it would find nothing.</para>
/// <para>What counts is the residual stream, which everything else is added to: two sums a layer forwards, two backwards, and four for embedding, last norm, head and loss. In bf16
/// products are summed in fp32 and only what is stored is rounded. In fp32 the sums themselves round: each stands for as many roundings as the model's longest one has terms.</para>
/// </remarks>
internal static class RoundingTolerance
{
    /// <summary>Of all logits or log-probs together. λ = 2: it is a mean over many.</summary>
    public static double Forward(Architecture architecture, ScalarType type) => 2 * Walk(2 * architecture.Layers + 4, architecture, type);

    /// <summary>Of one tensor's gradient. λ = 6: 3, and twice that for what cancels on the way (a softmax's gradient, a norm's).</summary>
    public static double Gradient(Architecture architecture, ScalarType type) => 6 * Walk(4 * architecture.Layers + 4, architecture, type);

    /// <summary>Of the factor between two gradients of a whole layer. λ = 2: rounding points anywhere, and only its part along the gradient is left.</summary>
    public static double Scale(Architecture architecture, ScalarType type) => 2 * Walk(4 * architecture.Layers + 4, architecture, type);

    private static double Walk(double roundings, Architecture architecture, ScalarType type) => type == ScalarType.BFloat16
        ? Math.ScaleB(1, -8) * Math.Sqrt(roundings)
        : Math.ScaleB(1, -24) * Math.Sqrt(roundings * Math.Max(architecture.HiddenSize, architecture.IntermediateSize));
}
