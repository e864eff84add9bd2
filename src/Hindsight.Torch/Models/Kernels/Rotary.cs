using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary>Rotary position embedding by halves (arXiv 2104.09864): dimension i turns with i + d/2.</summary>
internal static class Rotary
{
    /// <summary>Turns heads in place.</summary>
    /// <param name="heads"><c>[T, heads, d]</c>, a view whose rows need not be contiguous.</param>
    /// <param name="cosine"><c>[T, d/2]</c></param>
    /// <param name="sine"><c>[T, d/2]</c>; negated, it turns back, which is the gradient.</param>
    public static void TurnInPlace(Tensor heads, Tensor cosine, Tensor sine)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] halves = heads.chunk(2, -1);
        Tensor low = halves[0].to_type(cosine.dtype), high = halves[1].to_type(cosine.dtype);
        Tensor cos = cosine.unsqueeze(1), sin = sine.unsqueeze(1);
        Tensor turnedLow = low * cos - high * sin, turnedHigh = high * cos + low * sin;
        halves[0].copy_(turnedLow);
        halves[1].copy_(turnedHigh);
    }
}
