using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary><see cref="Rotary"/> in one pass.</summary>
internal static unsafe class FusedRotary
{
    private const int Lanes = 16;

    public static void TurnInPlace(Tensor rows, int heads, Tensor cosine, Tensor sine, bool back)
    {
        if (rows.dtype == ScalarType.Float32) Turn<Float32Element>(rows, heads, cosine, sine, back);
        else Turn<BFloat16Element>(rows, heads, cosine, sine, back);
    }

    private static void Turn<T>(Tensor rows, int heads, Tensor cosine, Tensor sine, bool back)
        where T : IElement
    {
        byte* memory = Fused.Memory(rows);
        float* cosines = (float*)Fused.Memory(cosine), sines = (float*)Fused.Memory(sine);
        int half = (int)cosine.shape[1];
        long stride = rows.shape[1];
        float sign = back ? -1 : 1;
        RowParallel.Run(rows.shape[0], stride, (start, end, _) =>
        {
            for (long row = start; row < end; row++)
            {
                float* cos = cosines + row * half, sin = sines + row * half;
                for (int head = 0; head < heads; head++)
                {
                    byte* low = memory + (row * stride + head * 2L * half) * T.Size, high = low + half * T.Size;
                    int i = 0;
                    for (; i <= half - Lanes; i += Lanes)
                    {
                        Vector512<float> a = T.Load(low + i * T.Size), b = T.Load(high + i * T.Size);
                        Vector512<float> c = Vector512.Load(cos + i), s = Vector512.Load(sin + i) * sign;
                        T.Store(low + i * T.Size, a * c - b * s);
                        T.Store(high + i * T.Size, b * c + a * s);
                    }

                    for (; i < half; i++)
                    {
                        float a = T.LoadOne(low + i * T.Size), b = T.LoadOne(high + i * T.Size), c = cos[i], s = sin[i] * sign;
                        T.StoreOne(low + i * T.Size, a * c - b * s);
                        T.StoreOne(high + i * T.Size, b * c + a * s);
                    }
                }
            }
        });
    }
}
