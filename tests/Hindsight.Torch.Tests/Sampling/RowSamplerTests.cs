using CsCheck;
using Hindsight.Policies;
using Hindsight.Torch.Sampling;

namespace Hindsight.Torch.Tests.Sampling;

public sealed class RowSamplerTests
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.3)]
    [InlineData(2.5)]
    public void Draw_EvenlySpacedUniforms_GiveEachTokenItsProbability(double temperature)
    {
        float[] logits = [.. Enumerable.Range(0, 1300).Select(i => (float)Math.Sin(i * 0.37) * 4)];
        var options = new SamplingOptions { Temperature = temperature };
        double[] probabilities = Softmax(logits, temperature);
        var sampler = new RowSampler(logits.Length);
        const int Draws = 20_000;
        int[] counts = new int[logits.Length];
        for (int i = 0; i < Draws; i++) counts[sampler.Draw(logits, options, null, (i + 0.5) / Draws).Token]++;
        counts.Zip(probabilities, (count, p) => Math.Abs(count - p * Draws)).Max().Should().BeLessThanOrEqualTo(1.01, "an interval holds its length of evenly spaced points, give or take one");
    }

    [Fact]
    public void Draw_EveryUniform_FollowsTheCumulativeDistribution() =>
        Gen.Select(Gen.Float[-6, 6].Array[1, 1200], Gen.Double[0, 1].Where(u => u < 1), Gen.Int[0, 2].Select(i => new[] { 0.5, 1.0, 2.0 }[i])).Sample((logits, uniform, temperature) =>
        {
            Draw draw = new RowSampler(logits.Length).Draw(logits, new SamplingOptions { Temperature = temperature }, null, uniform);
            double[] probabilities = Softmax(logits, temperature);
            double before = probabilities.Take(draw.Token).Sum(), after = before + probabilities[draw.Token];
            return before - 1e-6 <= uniform && uniform <= after + 1e-6
                && Math.Abs(draw.LogProb - Math.Log(probabilities[draw.Token])) < 1e-5
                && Math.Abs(draw.RawLogProb - Math.Log(Softmax(logits, 1)[draw.Token])) < 1e-5;
        });

    [Fact]
    public void Draw_Filtered_AgreesWithTheDistributionInDouble() =>
        Gen.Select(Gen.Float[-6, 6].Array[200], Gen.Double[0, 0.999], Gen.Int[1, 40], Gen.Double[0.1, 1]).Sample((logits, uniform, k, p) =>
        {
            var options = new SamplingOptions { Temperature = 0.7, TopK = k, TopP = p, RepetitionPenalty = 1.3 };
            var seen = new SeenTokens(200);
            for (int i = 0; i < 30; i++) seen.Add(i * 5);
            var distribution = new TokenDistribution(200);
            for (int i = 0; i < 200; i++) distribution.Logits[i] = logits[i];
            distribution.Filter(options, seen.Ids);
            Draw draw = new RowSampler(200).Draw(logits, options, seen, uniform);
            return Math.Abs(draw.LogProb - distribution.LogProbs()[draw.Token]) < 1e-6 && Math.Abs(draw.RawLogProb - Math.Log(Softmax(logits, 1)[draw.Token])) < 1e-5;
        });

    [Fact]
    public void Draw_Greedy_TakesTheLowestOfTheBest()
    {
        float[] logits = [1, 3, 2, 3, -1];
        Draw draw = new RowSampler(5).Draw(logits, new SamplingOptions { Temperature = 0 }, null, 0.99);
        draw.Token.Should().Be(1);
        draw.LogProb.Should().Be(0);
        ((double)draw.RawLogProb).Should().BeApproximately(Math.Log(Softmax(logits, 1)[1]), 1e-6);
    }

    [Fact]
    public void Draw_GreedyWithPenalty_LeavesASeenToken()
    {
        var seen = new SeenTokens(3);
        seen.Add(1);
        new RowSampler(3).Draw([2f, 2.5f, 1f], new SamplingOptions { Temperature = 0, RepetitionPenalty = 1.5 }, seen, 0).Token.Should().Be(0);
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.9999999999999999, 2)]
    public void Draw_ExtremeUniform_NeverTakesATokenWithoutMass(double uniform, int expected)
    {
        float[] logits = [float.NegativeInfinity, 0, 0, float.NegativeInfinity, -500];
        new RowSampler(5).Draw(logits, new SamplingOptions(), null, uniform).Token.Should().Be(expected);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Draw_NonFiniteLogit_Throws(float logit)
    {
        Action act = () => new RowSampler(3).Draw([0, logit, 1], new SamplingOptions(), null, 0.5);
        act.Should().Throw<Hindsight.Learning.NonFiniteException>();
    }

    private static double[] Softmax(float[] logits, double temperature)
    {
        double max = logits.Max();
        double[] weights = [.. logits.Select(l => Math.Exp((l - max) / temperature))];
        double total = weights.Sum();
        return [.. weights.Select(w => w / total)];
    }
}
