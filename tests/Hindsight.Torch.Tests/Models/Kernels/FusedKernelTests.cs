using System.Runtime.Intrinsics;
using Hindsight.Torch.Models;
using Hindsight.Torch.Models.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Models.Kernels;

/// <summary>Each kernel of our own against its twin by torch's operations in fp64, over widths that fill vectors and widths that do not.</summary>
public sealed class FusedKernelTests
{
    public static TheoryData<ScalarType, int, int> Shapes()
    {
        var shapes = new TheoryData<ScalarType, int, int>();
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            foreach ((int rows, int width) in new[] { (1, 6), (3, 32), (5, 70), (700, 96) }) shapes.Add(type, rows, width);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void RmsNorm_Fused_AgreesWithItsTwin(ScalarType type, int rows, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = Random(1, type, rows, width), weight = Random(2, type, width), dy = Random(3, type, rows, width), residual = Random(4, type, rows, width);
        Tensor sum = ones(width), expectedSum = ones(width, dtype: ScalarType.Float64);

        ShouldAgree(RmsNorm.Forward(x, weight, 1e-5), RmsNorm.PlainForward(Wide(x), Wide(weight), 1e-5), type);
        Tensor dx = RmsNorm.Backward(dy, x, weight, 1e-5, sum, residual);
        ShouldAgree(dx, RmsNorm.PlainBackward(Wide(dy), Wide(x), Wide(weight), 1e-5, expectedSum, Wide(residual)), type);
        Tensor largest = expectedSum.abs().max(); // of sums over all rows: its rounding is theirs
        ShouldAgree(sum / largest, expectedSum / largest, ScalarType.Float32);
        ShouldAgree(RmsNorm.Backward(dy, x, weight, 1e-5, null, null), RmsNorm.PlainBackward(Wide(dy), Wide(x), Wide(weight), 1e-5, null, null), type);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SwiGlu_Fused_AgreesWithItsTwin(ScalarType type, int rows, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor gateUp = Random(1, type, rows, 2 * width).mul_(4), dy = Random(2, type, rows, width);

        ShouldAgree(SwiGlu.Forward(gateUp), SwiGlu.PlainForward(Wide(gateUp)), type);
        ShouldAgree(SwiGlu.Backward(dy, gateUp), SwiGlu.PlainBackward(Wide(dy), Wide(gateUp)), type);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 8, false)]
    [InlineData(ScalarType.Float32, 64, true)]
    [InlineData(ScalarType.BFloat16, 40, false)]
    [InlineData(ScalarType.BFloat16, 64, true)]
    public void Rotary_Fused_AgreesWithItsTwin(ScalarType type, int width, bool back)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = Random(1, type, 30, 4 * width), expected = Wide(rows);
        Tensor cosine = Random(2, ScalarType.Float32, 30, width / 2), sine = Random(3, ScalarType.Float32, 30, width / 2);

        Rotary.PlainTurnInPlace(expected, 3, Wide(cosine), Wide(sine), back);
        Rotary.TurnInPlace(rows, 3, cosine, sine, back);

        ShouldAgree(rows, expected, type);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 5, 1)]
    [InlineData(ScalarType.Float32, 1500, 0.7)]
    [InlineData(ScalarType.BFloat16, 5, 0.7)]
    [InlineData(ScalarType.BFloat16, 3000, 1)]
    public void TokenSoftmax_Fused_AgreesWithItsTwin(ScalarType type, int vocabulary, double temperature)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Random(1, type, 40, vocabulary).mul_(5), wide = Wide(logits), targets = arange(40, dtype: ScalarType.Int64).remainder(vocabulary);
        Tensor dLogProbs = Random(2, ScalarType.Float32, 40), dEntropies = Random(3, ScalarType.Float32, 40);
        TokenScores expected = TokenSoftmax.PlainScore(wide, targets, temperature);
        Tensor expectedGradient = TokenSoftmax.PlainDifferentiate(wide, targets, temperature, expected, Wide(dLogProbs), Wide(dEntropies));
        Tensor expectedPlain = TokenSoftmax.PlainDifferentiate(wide, targets, temperature, expected, Wide(dLogProbs), null);

        TokenScores scores = TokenSoftmax.Score(logits, targets, temperature);
        ShouldAgree(scores.LogProbs, expected.LogProbs, ScalarType.Float32);
        ShouldAgree(scores.Entropies, expected.Entropies, ScalarType.Float32);
        ShouldAgree(scores.Normalizers, expected.Normalizers, ScalarType.Float32);
        ShouldAgree(TokenSoftmax.Differentiate(logits.clone(), targets, temperature, scores, dLogProbs, null), expectedPlain, type);
        ShouldAgree(TokenSoftmax.Differentiate(logits, targets, temperature, scores, dLogProbs, dEntropies), expectedGradient, type);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 4, 2, 8)]
    [InlineData(ScalarType.Float32, 3, 1, 64)]
    [InlineData(ScalarType.Float32, 2, 2, 48)]
    [InlineData(ScalarType.BFloat16, 9, 3, 64)]
    public void Attention_Fused_AgreesWithItsTwin(ScalarType type, int heads, int keys, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        Architecture shape = TinyModels.Smallest with { Heads = heads, KeyValueHeads = keys, HeadDimension = width };
        var builder = new PackedBatchBuilder();
        builder.AddGroup(new int[37], new int[1], new int[50], new int[8], new int[33]);
        foreach (int length in new[] { 2, 33, 65, 100 }) builder.AddSequence(new int[length], new bool[length]);
        builder.AddGroup(new int[3], new int[4], new int[2]);
        using PackedBatch batch = builder.Build(CPU, type), wideBatch = builder.Build(CPU, ScalarType.Float64);
        Tensor x = Random(1, type, batch.Length, (heads + 2 * keys) * width), dy = Random(2, type, batch.Length, heads * width);
        (Tensor expected, IAttentionState? expectedState) = BlockedAttention.Forward(shape, wideBatch.Blocks, Wide(x), keep: true);
        using IAttentionState? expectedKept = expectedState;

        (Tensor output, IAttentionState? state) = PackedAttention.Forward(shape, batch, x.clone(), keep: true);
        using IAttentionState? kept = state;

        ShouldAgree(output, expected, type);
        Tensor gradient = kept!.Backward(dy, output), wanted = expectedKept!.Backward(Wide(dy), expected);
        // In bf16 the output, which the gradient is made from, is rounded.
        double within = type == ScalarType.BFloat16 ? 1.0 / 64 : 5e-6;
        ((gradient.to_type(ScalarType.Float64) - wanted).abs() / wanted.abs().clamp_min(1)).max().item<double>().Should().BeLessThan(within);
    }

    [Fact]
    public void Exp_OverItsWholeRange_IsWithinTwoUnits()
    {
        for (float x = -100; x < 100; x += 0.0137f)
        {
            double expected = x < -87 ? 0 : x > 88 ? double.PositiveInfinity : Math.Exp(x);
            float actual = VectorMath.Exp(Vector512.Create(x)).GetElement(3);
            if (double.IsInfinity(expected)) float.IsPositiveInfinity(actual).Should().BeTrue();
            else Math.Abs(actual - expected).Should().BeLessThanOrEqualTo(expected * 2.4e-7, $"at {x}");
        }

        float.IsNaN(VectorMath.Exp(Vector512.Create(float.NaN)).GetElement(0)).Should().BeTrue();
    }

    [Fact]
    public unsafe void BFloat16_Store_RoundsAsTorchDoes()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = cat([Random(1, ScalarType.Float32, 4096), tensor([1.00390625f, 1.01171875f, float.NaN, float.PositiveInfinity, -0f, 3.4e38f, 1e-40f])]);
        float[] source = values.data<float>().ToArray(), expected = values.to_type(ScalarType.BFloat16).to_type(ScalarType.Float32).data<float>().ToArray();
        ushort* stored = stackalloc ushort[16];
        for (int i = 0; i < source.Length; i++)
        {
            BFloat16Element.Store((byte*)stored, Vector512.Create(source[i]));
            BFloat16Element.LoadOne((byte*)stored).Should().Be(expected[i]);
            BFloat16Element.StoreOne((byte*)(stored + 3), source[i]);
            BFloat16Element.Load((byte*)stored).GetElement(3).Should().Be(expected[i]);
        }
    }

    [Fact]
    public void RowParallel_AnyRows_RunsEachOnce()
    {
        foreach (long rows in new[] { 1L, 2, 3, 1000, 4097 })
        {
            int[] seen = new int[rows];
            RowParallel.Run(rows, 1 << 20, (start, end, worker) =>
            {
                worker.Should().BeLessThan(RowParallel.Workers);
                for (long row = start; row < end; row++) Interlocked.Increment(ref seen[row]);
            });
            seen.Should().OnlyContain(count => count == 1);
        }
    }

    private static Tensor Random(ulong seed, ScalarType type, params long[] shape)
    {
        using var generator = new Generator(seed);
        return randn(shape, generator: generator).to_type(type);
    }

    private static Tensor Wide(Tensor tensor) => tensor.to_type(ScalarType.Float64);

    /// <summary>bf16 differs by the rounding of its results (2⁻⁸ of each); fp32 by that of sums.</summary>
    private static void ShouldAgree(Tensor actual, Tensor expected, ScalarType type)
    {
        actual.shape.Should().Equal(expected.shape);
        double within = type == ScalarType.BFloat16 ? 1.0 / 256 : 3e-6;
        ((actual.to_type(ScalarType.Float64) - expected).abs() / expected.abs().clamp_min(type == ScalarType.BFloat16 ? 0.02 : 1)).max().item<double>().Should().BeLessThan(within);
    }
}
