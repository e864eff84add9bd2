using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>silu(gate) · up of a stacked product (arXiv 2002.05202), forwards and backwards.</summary>
internal static class SwiGlu
{
    /// <summary><c>[T, F]</c></summary>
    /// <param name="gateUp"><c>[T, 2 F]</c>: gate, then up.</param>
    public static Tensor Forward(Tensor gateUp) => Fused.Supports(gateUp) ? FusedSwiGlu.Forward(gateUp) : PlainForward(gateUp);

    /// <summary>The gradient of the stacked product, <c>[T, 2 F]</c>.</summary>
    /// <param name="gradient">Of the result, <c>[T, F]</c></param>
    /// <param name="gateUp"><c>[T, 2 F]</c></param>
    public static Tensor Backward(Tensor gradient, Tensor gateUp) =>
        Fused.Supports(gradient, gateUp) ? FusedSwiGlu.Backward(gradient, gateUp) : PlainBackward(gradient, gateUp);

    /// <summary>By torch's operations, on any device.</summary>
    internal static Tensor PlainForward(Tensor gateUp)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] halves = gateUp.chunk(2, -1);
        return (halves[0].silu() * halves[1]).MoveToOuterDisposeScope();
    }

    /// <summary>By torch's operations, on any device.</summary>
    internal static Tensor PlainBackward(Tensor gradient, Tensor gateUp)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] halves = gateUp.chunk(2, -1);
        ScalarType type = gateUp.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        Tensor gate = halves[0].to_type(type), dy = gradient.to_type(type);
        Tensor sigmoid = gate.sigmoid();
        Tensor silu = gate * sigmoid;
        Tensor result = empty_like(gateUp);
        Tensor[] parts = result.chunk(2, -1);
        parts[0].copy_((sigmoid + silu * (1 - sigmoid)).mul_(halves[1]).mul_(dy)); // d silu = σ + silu (1 − σ)
        parts[1].copy_(silu.mul_(dy));
        return result.MoveToOuterDisposeScope();
    }
}
