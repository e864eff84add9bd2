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
    public static Tensor Forward(Tensor x, Tensor weight, double epsilon)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = Wide(x);
        Tensor normal = wide * InverseRoot(wide, epsilon);
        return (normal.to_type(x.dtype) * weight).MoveToOuterDisposeScope();
    }

    /// <summary>The gradient of x; the weight's is added to <paramref name="weightGradient"/> where it is wanted.</summary>
    public static Tensor Backward(Tensor gradient, Tensor x, Tensor weight, double epsilon, Tensor? weightGradient)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wide = Wide(x), dy = Wide(gradient);
        Tensor inverse = InverseRoot(wide, epsilon);
        Tensor normal = wide * inverse;
        weightGradient?.add_((dy * normal).sum([0L]));
        Tensor scaled = dy * weight;
        Tensor projection = (scaled * normal).mean([-1], keepdim: true);
        return (scaled - normal * projection).mul_(inverse).to_type(x.dtype).MoveToOuterDisposeScope();
    }

    private static Tensor Wide(Tensor x) => x.dtype == ScalarType.Float64 ? x : x.to_type(ScalarType.Float32);

    private static Tensor InverseRoot(Tensor wide, double epsilon) => wide.square().mean([-1], keepdim: true).add_(epsilon).rsqrt_();
}
