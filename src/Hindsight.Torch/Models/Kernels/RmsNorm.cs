using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>y = w · x / √(mean(x²) + ε) over the last dimension (arXiv 1910.07467), forwards and backwards.</summary>
internal static class RmsNorm
{
    /// <summary>The normalised rows, in x's type.</summary>
    /// <param name="x"><c>[T, D]</c></param>
    /// <param name="weight"><c>[D]</c></param>
    /// <param name="epsilon">ε</param>
    public static Tensor Forward(Tensor x, Tensor weight, double epsilon) =>
        Fused.Supports(x, weight) ? FusedRmsNorm.Forward(x, weight, epsilon) : PlainForward(x, weight, epsilon);

    /// <summary>The gradient of x plus <paramref name="residual"/>; the weight's is added to <paramref name="weightGradient"/> where it is wanted.</summary>
    /// <param name="gradient">Of y, <c>[T, D]</c></param>
    /// <param name="x"><c>[T, D]</c></param>
    /// <param name="weight"><c>[D]</c></param>
    /// <param name="epsilon">ε</param>
    /// <param name="weightGradient"><c>[D]</c></param>
    /// <param name="residual">What else flows back into x, <c>[T, D]</c>.</param>
    public static Tensor Backward(Tensor gradient, Tensor x, Tensor weight, double epsilon, Tensor? weightGradient, Tensor? residual) =>
        Fused.Supports(gradient, x, weight, residual ?? x)
            ? FusedRmsNorm.Backward(gradient, x, weight, epsilon, weightGradient, residual)
            : PlainBackward(gradient, x, weight, epsilon, weightGradient, residual);

    /// <summary>By torch's operations, on any device.</summary>
    internal static Tensor PlainForward(Tensor x, Tensor weight, double epsilon)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = Wide(x);
        Tensor normal = wide * InverseRoot(wide, epsilon);
        return (normal.to_type(x.dtype) * weight).MoveToOuterDisposeScope();
    }

    /// <summary>By torch's operations, on any device.</summary>
    internal static Tensor PlainBackward(Tensor gradient, Tensor x, Tensor weight, double epsilon, Tensor? weightGradient, Tensor? residual)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = Wide(x), dy = Wide(gradient);
        Tensor inverse = InverseRoot(wide, epsilon);
        Tensor normal = wide * inverse;
        weightGradient?.add_((dy * normal).sum([0L]));
        Tensor scaled = dy * weight;
        Tensor projection = (scaled * normal).mean([-1], keepdim: true);
        Tensor dx = (scaled - normal * projection).mul_(inverse);
        if (residual is not null) dx.add_(residual);
        return dx.to_type(x.dtype).MoveToOuterDisposeScope();
    }

    private static Tensor Wide(Tensor x) => x.dtype == ScalarType.Float64 ? x : x.to_type(ScalarType.Float32);

    private static Tensor InverseRoot(Tensor wide, double epsilon) => wide.square().mean([-1], keepdim: true).add_(epsilon).rsqrt_();
}
