using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary><see cref="SwiGlu"/> in one pass.</summary>
internal static unsafe class FusedSwiGlu
{
    private const int Lanes = 16;

    public static Tensor Forward(Tensor gateUp)
    {
        Tensor result = gateUp.new_empty(gateUp.shape[0], gateUp.shape[1] / 2);
        if (gateUp.dtype == ScalarType.Float32) Forward<Float32Element>(gateUp, result);
        else Forward<BFloat16Element>(gateUp, result);
        return result;
    }

    public static Tensor Backward(Tensor gradient, Tensor gateUp)
    {
        Tensor result = empty_like(gateUp);
        if (gateUp.dtype == ScalarType.Float32) Backward<Float32Element>(gradient, gateUp, result);
        else Backward<BFloat16Element>(gradient, gateUp, result);
        return result;
    }

    private static void Forward<T>(Tensor gateUp, Tensor result)
        where T : IElement
    {
        byte* source = Fused.Memory(gateUp), target = Fused.Memory(result);
        int width = (int)result.shape[1];
        RowParallel.Run(gateUp.shape[0], width * 4, (start, end, _) =>
        {
            for (long row = start; row < end; row++)
            {
                byte* gate = source + row * 2 * width * T.Size, up = gate + width * T.Size, to = target + row * width * T.Size;
                int i = 0;
                for (; i <= width - Lanes; i += Lanes)
                {
                    Vector512<float> g = T.Load(gate + i * T.Size);
                    T.Store(to + i * T.Size, g * VectorMath.Sigmoid(g) * T.Load(up + i * T.Size));
                }

                for (; i < width; i++)
                {
                    float g = T.LoadOne(gate + i * T.Size);
                    T.StoreOne(to + i * T.Size, g / (1 + MathF.Exp(-g)) * T.LoadOne(up + i * T.Size));
                }
            }
        });
    }

    private static void Backward<T>(Tensor gradient, Tensor gateUp, Tensor result)
        where T : IElement
    {
        byte* dy = Fused.Memory(gradient), source = Fused.Memory(gateUp), target = Fused.Memory(result);
        int width = (int)gradient.shape[1];
        RowParallel.Run(gateUp.shape[0], width * 6, (start, end, _) =>
        {
            for (long row = start; row < end; row++)
            {
                byte* d = dy + row * width * T.Size, gate = source + row * 2 * width * T.Size, up = gate + width * T.Size;
                byte* dGate = target + row * 2 * width * T.Size, dUp = dGate + width * T.Size;
                int i = 0;
                for (; i <= width - Lanes; i += Lanes)
                {
                    int at = i * T.Size;
                    Vector512<float> g = T.Load(gate + at), own = T.Load(d + at);
                    Vector512<float> sigmoid = VectorMath.Sigmoid(g), silu = g * sigmoid;
                    T.Store(dGate + at, (sigmoid + silu * (Vector512<float>.One - sigmoid)) * T.Load(up + at) * own);
                    T.Store(dUp + at, silu * own);
                }

                for (; i < width; i++)
                {
                    int at = i * T.Size;
                    float g = T.LoadOne(gate + at), own = T.LoadOne(d + at), sigmoid = 1 / (1 + MathF.Exp(-g)), silu = g * sigmoid;
                    T.StoreOne(dGate + at, (sigmoid + silu * (1 - sigmoid)) * T.LoadOne(up + at) * own);
                    T.StoreOne(dUp + at, silu * own);
                }
            }
        });
    }
}
