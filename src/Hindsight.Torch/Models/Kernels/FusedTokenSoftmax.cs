using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Hindsight.Torch.Models.Kernels;

/// <summary><see cref="TokenSoftmax"/> in two passes over the logits and one for the gradient, which takes their place.</summary>
internal static unsafe class FusedTokenSoftmax
{
    private const int Lanes = 16, SumElements = 1024;

    public static TokenScores Score(Tensor logits, Tensor targets, double temperature)
    {
        long rows = logits.shape[0];
        var scores = new TokenScores(empty(rows), empty(rows), empty(rows));
        if (logits.dtype == ScalarType.Float32) Score<Float32Element>(logits, targets, (float)(1 / temperature), scores);
        else Score<BFloat16Element>(logits, targets, (float)(1 / temperature), scores);
        return scores;
    }

    public static Tensor Differentiate(Tensor logits, Tensor targets, double temperature, TokenScores scores, Tensor dLogProbs, Tensor? dEntropies)
    {
        if (logits.dtype == ScalarType.Float32) Differentiate<Float32Element>(logits, targets, (float)(1 / temperature), scores, dLogProbs, dEntropies);
        else Differentiate<BFloat16Element>(logits, targets, (float)(1 / temperature), scores, dLogProbs, dEntropies);
        return logits.alias();
    }

    private static void Score<T>(Tensor logits, Tensor targets, float sharpness, TokenScores scores)
        where T : IElement
    {
        byte* memory = Fused.Memory(logits);
        long* chosen = (long*)Fused.Memory(targets);
        float* logProbs = (float*)Fused.Memory(scores.LogProbs), entropies = (float*)Fused.Memory(scores.Entropies), normalizers = (float*)Fused.Memory(scores.Normalizers);
        int width = (int)logits.shape[1];
        RowParallel.Run(logits.shape[0], width * 8L, (start, end, _) =>
        {
            for (long row = start; row < end; row++)
            {
                byte* from = memory + row * width * T.Size;
                float largest = Largest<T>(from, width);
                (double sum, double weighted) = Sums<T>(from, width, largest, sharpness);
                double log = Math.Log(sum);
                normalizers[row] = (float)(largest * sharpness + log);
                entropies[row] = (float)(log - weighted / sum);
                logProbs[row] = (float)((T.LoadOne(from + chosen[row] * T.Size) - largest) * sharpness - log);
            }
        });
    }

    private static void Differentiate<T>(Tensor logits, Tensor targets, float sharpness, TokenScores scores, Tensor dLogProbs, Tensor? dEntropies)
        where T : IElement
    {
        byte* memory = Fused.Memory(logits);
        long* chosen = (long*)Fused.Memory(targets);
        float* entropies = (float*)Fused.Memory(scores.Entropies), normalizers = (float*)Fused.Memory(scores.Normalizers), pulls = (float*)Fused.Memory(dLogProbs);
        float* spreads = dEntropies is null ? null : (float*)Fused.Memory(dEntropies);
        int width = (int)logits.shape[1];
        RowParallel.Run(logits.shape[0], width * 8L, (start, end, _) =>
        {
            for (long row = start; row < end; row++)
            {
                byte* at = memory + row * width * T.Size;
                byte* target = at + chosen[row] * T.Size;
                float z = T.LoadOne(target) * sharpness - normalizers[row], spread = spreads == null ? 0 : spreads[row];
                float own = pulls[row] - MathF.Exp(z) * (pulls[row] + spread * (z + entropies[row]));
                GradientRow<T>(at, width, sharpness, normalizers[row], entropies[row], pulls[row], spread);
                T.StoreOne(target, own * sharpness);
            }
        });
    }

    private static float Largest<T>(byte* row, int width)
        where T : IElement
    {
        Vector512<float> largest = Vector512.Create(float.NegativeInfinity);
        float rest = float.NegativeInfinity;
        int i = 0;
        for (; i <= width - Lanes; i += Lanes) largest = Vector512.MaxNative(largest, T.Load(row + i * T.Size));
        for (; i < width; i++) rest = MathF.Max(rest, T.LoadOne(row + i * T.Size));
        for (int lane = 0; lane < Lanes; lane++) rest = MathF.Max(rest, largest.GetElement(lane));
        return rest;
    }

    /// <summary>Σ e^z and Σ z e^z of z = (x − largest) · sharpness.</summary>
    private static (double Sum, double Weighted) Sums<T>(byte* row, int width, float largest, float sharpness)
        where T : IElement
    {
        Vector512<float> top = Vector512.Create(largest), scale = Vector512.Create(sharpness);
        double sum = 0, weight = 0;
        int i = 0;
        while (i <= width - Lanes)
        {
            // Short sums in fp32, their sum in fp64: a vocabulary is too long for fp32.
            Vector512<float> sums = default, weighted = default;
            for (int end = Math.Min(width - Lanes, i + SumElements - Lanes); i <= end; i += Lanes)
            {
                Vector512<float> z = (T.Load(row + i * T.Size) - top) * scale, e = VectorMath.Exp(z);
                sums += e;
                weighted = Vector512.FusedMultiplyAdd(z, e, weighted);
            }

            (sum, weight) = (sum + Vector512.Sum(sums), weight + Vector512.Sum(weighted));
        }

        for (; i < width; i++)
        {
            float z = (T.LoadOne(row + i * T.Size) - largest) * sharpness, e = MathF.Exp(z);
            (sum, weight) = (sum + e, weight + z * e);
        }

        return (sum, weight);
    }

    /// <summary>Writes −p (∂log-prob + ∂entropy (log p + H)) · sharpness over the row.</summary>
    private static void GradientRow<T>(byte* row, int width, float sharpness, float normalizer, float entropy, float pull, float spread)
        where T : IElement
    {
        Vector512<float> scale = Vector512.Create(sharpness), shift = Vector512.Create(normalizer);
        Vector512<float> constant = Vector512.Create(-(pull + spread * entropy) * sharpness), slope = Vector512.Create(-spread * sharpness);
        int i = 0;
        for (; i <= width - Lanes; i += Lanes)
        {
            Vector512<float> z = T.Load(row + i * T.Size) * scale - shift;
            T.Store(row + i * T.Size, VectorMath.Exp(z) * Vector512.FusedMultiplyAdd(slope, z, constant));
        }

        for (; i < width; i++)
        {
            float z = T.LoadOne(row + i * T.Size) * sharpness - normalizer;
            T.StoreOne(row + i * T.Size, -MathF.Exp(z) * (pull + spread * (z + entropy)) * sharpness);
        }
    }
}
