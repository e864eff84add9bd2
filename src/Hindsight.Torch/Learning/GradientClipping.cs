using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Limits the global norm of a gradient.</summary>
internal static class GradientClipping
{
    private const long Block = 4096;

    /// <summary>The 2-norm over everything.</summary>
    /// <remarks>Summed in fp64 over the norms of blocks: in one fp32 sum over 10⁸ elements a percent is lost.</remarks>
    public static double Norm(Tensor gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor flat = gradient.view(-1);
        long rows = flat.shape[0] / Block, rest = flat.shape[0] % Block;
        double squares = 0;
        if (rows > 0) squares += Squares(linalg.vector_norm(flat.narrow(0, 0, rows * Block).view(rows, Block), 2, [1L]));
        if (rest > 0) squares += Squares(linalg.vector_norm(flat.narrow(0, rows * Block, rest), 2));
        return Math.Sqrt(squares);
    }

    /// <summary>Multiplies by min(1, max / (norm + 1e-6)) where that is below 1.</summary>
    public static void Clip(Tensor gradient, double norm, double largest)
    {
        double factor = largest / (norm + 1e-6);
        if (factor < 1) gradient.mul_(factor);
    }

    private static double Squares(Tensor norms) => norms.to_type(ScalarType.Float64).square().sum().item<double>();
}
