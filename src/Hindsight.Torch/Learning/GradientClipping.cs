using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Limits the global norm of a gradient.</summary>
internal static class GradientClipping
{
    /// <summary>The 2-norm over everything.</summary>
    public static double Norm(Tensor gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        return linalg.vector_norm(gradient, 2).to_type(ScalarType.Float64).item<double>();
    }

    /// <summary>Multiplies by min(1, max / (norm + 1e-6)) where that is below 1.</summary>
    public static void Clip(Tensor gradient, double norm, double largest)
    {
        double factor = largest / (norm + 1e-6);
        if (factor < 1) gradient.mul_(factor);
    }
}
