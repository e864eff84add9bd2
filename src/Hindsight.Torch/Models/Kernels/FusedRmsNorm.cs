using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary><see cref="RmsNorm"/> in one pass over each row.</summary>
internal static unsafe class FusedRmsNorm
{
    private const int Lanes = 16;

    /// <summary>Rows whose share of the weight's gradient is summed before it is added to the whole: keeps the rounding of long sums small.</summary>
    private const int SumRows = 32;

    public static Tensor Forward(Tensor x, Tensor weight, double epsilon)
    {
        Tensor y = empty_like(x);
        if (x.dtype == ScalarType.Float32) Forward<Float32Element>(x, weight, epsilon, y);
        else Forward<BFloat16Element>(x, weight, epsilon, y);
        return y;
    }

    public static Tensor Backward(Tensor gradient, Tensor x, Tensor weight, double epsilon, Tensor? weightGradient, Tensor? residual)
    {
        Tensor dx = empty_like(x);
        long width = weight.shape[0];
        int workers = RowParallel.Workers;
        float[]? partial = weightGradient is null ? null : new float[workers * width];
        if (x.dtype == ScalarType.Float32) Backward<Float32Element>(gradient, x, weight, epsilon, partial, residual, dx);
        else Backward<BFloat16Element>(gradient, x, weight, epsilon, partial, residual, dx);
        if (partial is not null)
        {
            using Tensor sums = tensor(partial, [workers, width]), sum = sums.sum([0L]);
            weightGradient!.add_(sum);
        }

        return dx;
    }

    private static void Forward<T>(Tensor x, Tensor weight, double epsilon, Tensor y)
        where T : IElement
    {
        byte* source = Fused.Memory(x), scale = Fused.Memory(weight), target = Fused.Memory(y);
        int width = (int)weight.shape[0];
        RowParallel.Run(x.numel() / width, width, (start, end, _) =>
        {
            for (long row = start; row < end; row++)
            {
                byte* from = source + row * width * T.Size, to = target + row * width * T.Size;
                float inverse = InverseRoot<T>(from, width, epsilon);
                int i = 0;
                for (; i <= width - Lanes; i += Lanes) T.Store(to + i * T.Size, T.Load(from + i * T.Size) * inverse * T.Load(scale + i * T.Size));
                for (; i < width; i++) T.StoreOne(to + i * T.Size, T.LoadOne(from + i * T.Size) * inverse * T.LoadOne(scale + i * T.Size));
            }
        });
    }

    private static void Backward<T>(Tensor gradient, Tensor x, Tensor weight, double epsilon, float[]? partial, Tensor? residual, Tensor dx)
        where T : IElement
    {
        byte* dy = Fused.Memory(gradient), source = Fused.Memory(x), scale = Fused.Memory(weight), target = Fused.Memory(dx);
        byte* added = residual is null ? null : Fused.Memory(residual);
        int width = (int)weight.shape[0];
        RowParallel.Run(x.numel() / width, width * 2, (start, end, worker) =>
        {
            float[]? sums = partial is null ? null : new float[width];
            for (long row = start; row < end; row++)
            {
                long at = row * width * T.Size;
                BackwardRow<T>(dy + at, source + at, scale, added == null ? null : added + at, target + at, width, epsilon, sums);
                if (sums is null || ((row - start + 1) % SumRows != 0 && row != end - 1)) continue;
                for (int i = 0; i < width; i++) partial![worker * width + i] += sums[i];
                Array.Clear(sums);
            }
        });
    }

    private static void BackwardRow<T>(byte* dy, byte* x, byte* weight, byte* residual, byte* dx, int width, double epsilon, float[]? sums)
        where T : IElement
    {
        float inverse = InverseRoot<T>(x, width, epsilon);
        Vector512<float> dots = default;
        float dot = 0;
        int i = 0;
        for (; i <= width - Lanes; i += Lanes)
        {
            int at = i * T.Size;
            Vector512<float> product = T.Load(dy + at) * T.Load(x + at);
            dots = Vector512.FusedMultiplyAdd(product, T.Load(weight + at), dots);
            if (sums is not null) Vector512.FusedMultiplyAdd(product, Vector512.Create(inverse), Vector512.LoadUnsafe(ref sums[i])).StoreUnsafe(ref sums[i]);
        }

        for (; i < width; i++)
        {
            int at = i * T.Size;
            float product = T.LoadOne(dy + at) * T.LoadOne(x + at);
            dot += product * T.LoadOne(weight + at);
            if (sums is not null) sums[i] += product * inverse;
        }

        // dx = r (w dy − x r² mean(w dy x)), r = 1 / √(mean(x²) + ε)
        float pull = (Vector512.Sum(dots) + dot) * inverse * inverse / width;
        for (i = 0; i <= width - Lanes; i += Lanes)
        {
            int at = i * T.Size;
            Vector512<float> own = (T.Load(dy + at) * T.Load(weight + at) - T.Load(x + at) * pull) * inverse;
            T.Store(dx + at, residual == null ? own : own + T.Load(residual + at));
        }

        for (; i < width; i++)
        {
            int at = i * T.Size;
            float own = (T.LoadOne(dy + at) * T.LoadOne(weight + at) - T.LoadOne(x + at) * pull) * inverse;
            T.StoreOne(dx + at, residual == null ? own : own + T.LoadOne(residual + at));
        }
    }

    private static float InverseRoot<T>(byte* row, int width, double epsilon)
        where T : IElement
    {
        Vector512<float> first = default, second = default;
        float rest = 0;
        int i = 0;
        for (; i <= width - 2 * Lanes; i += 2 * Lanes)
        {
            Vector512<float> a = T.Load(row + i * T.Size), b = T.Load(row + (i + Lanes) * T.Size);
            first = Vector512.FusedMultiplyAdd(a, a, first);
            second = Vector512.FusedMultiplyAdd(b, b, second);
        }

        for (; i < width; i++) rest += T.LoadOne(row + i * T.Size) * T.LoadOne(row + i * T.Size);
        return (float)(1 / Math.Sqrt((Vector512.Sum(first + second) + rest) / width + epsilon));
    }
}
