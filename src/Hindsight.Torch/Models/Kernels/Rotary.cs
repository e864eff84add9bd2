using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>Rotary position embedding by halves (arXiv 2104.09864): dimension i turns with i + d/2.</summary>
internal static class Rotary
{
    /// <summary>Turns the first heads of each row in place.</summary>
    /// <param name="rows"><c>[T, C]</c>: heads of width d side by side, and what follows them.</param>
    /// <param name="heads">The number of heads that turn.</param>
    /// <param name="cosine"><c>[T, d/2]</c></param>
    /// <param name="sine"><c>[T, d/2]</c></param>
    /// <param name="back">Turns back, which is the gradient.</param>
    public static void TurnInPlace(Tensor rows, int heads, Tensor cosine, Tensor sine, bool back)
    {
        if (Fused.Supports(rows) && Fused.Supports(cosine, sine) && cosine.dtype == ScalarType.Float32) FusedRotary.TurnInPlace(rows, heads, cosine, sine, back);
        else PlainTurnInPlace(rows, heads, cosine, sine, back);
    }

    /// <summary>By torch's operations, on any device.</summary>
    internal static void PlainTurnInPlace(Tensor rows, int heads, Tensor cosine, Tensor sine, bool back)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor turned = rows.view(rows.shape[0], -1, 2 * cosine.shape[1]).narrow(1, 0, heads); // [T, heads, d]
        Tensor[] halves = turned.chunk(2, -1);
        Tensor low = halves[0].to_type(cosine.dtype), high = halves[1].to_type(cosine.dtype);
        Tensor cos = cosine.unsqueeze(1), sin = (back ? -sine : sine).unsqueeze(1);
        Tensor turnedLow = low * cos - high * sin, turnedHigh = high * cos + low * sin;
        halves[0].copy_(turnedLow);
        halves[1].copy_(turnedHigh);
    }
}
