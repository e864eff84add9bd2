using Hindsight.Suites;

namespace Hindsight.Tests.Suites;

public sealed class EstimateTests
{
    // 95 % of a normal distribution lie so many deviations about its mean.
    private const double Deviations = 1.96;

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void From_AllPromptsAlike_HasNoWidth(double share) =>
        Estimate.From(Enumerable.Repeat(new Share(share, 1), 20), 1).Should().Be(new Estimate(share, share, share, 20 * share, 20));

    [Fact]
    public void From_ThreePromptsOneRight_ReachesFromNoneToAll()
    {
        // None of three draws is right with (2/3)³ = 0.296, all are with (1/3)³ = 0.037: both above 0.025.
        Estimate.From([new(1, 1), new(0, 1), new(0, 1)], 1).Should().Be(new Estimate(1.0 / 3, 0, 1, 1, 3));
    }

    [Fact]
    public void From_FourPromptsOneRight_EndsBelowAll()
    {
        // Four right draws: (1/4)⁴ = 0.004; three or more: 0.051. The upper end is three of four.
        Estimate estimate = Estimate.From([new(1, 1), new(0, 1), new(0, 1), new(0, 1)], 1)!;

        (estimate.Low, estimate.High).Should().Be((0, 0.75));
    }

    [Fact]
    public void From_ManyPrompts_IsTheNormalApproximationOfTheBinomial()
    {
        const int right = 300, all = 400;
        double deviation = Math.Sqrt(0.75 * 0.25 / all);

        Estimate estimate = Estimate.From(Enumerable.Range(0, all).Select(i => new Share(i < right ? 1 : 0, 1)), 1)!;

        // Values are multiples of 1/400 = 0.0025; a quantile of 10,000 draws is off by 0.03 deviations = 0.0006.
        estimate.Value.Should().Be(0.75);
        estimate.Low.Should().BeApproximately(0.75 - Deviations * deviation, 0.004);
        estimate.High.Should().BeApproximately(0.75 + Deviations * deviation, 0.004);
    }

    [Fact]
    public void From_InstructionsOfOnePrompt_AreDrawnTogether()
    {
        // 100 prompts of four instructions each, met together or not: as wide as 100 prompts, not as 400 instructions.
        double deviation = Math.Sqrt(0.5 * 0.5 / 100);

        Estimate estimate = Estimate.From(Enumerable.Range(0, 100).Select(i => new Share(i % 2 == 0 ? 4 : 0, 4)), 1)!;

        (estimate.Value, estimate.Reached, estimate.Of).Should().Be((0.5, 200, 400));
        estimate.Low.Should().BeApproximately(0.5 - Deviations * deviation, 0.012);
        estimate.High.Should().BeApproximately(0.5 + Deviations * deviation, 0.012);
    }

    [Fact]
    public void From_SameSeed_IsTheSame()
    {
        Share[] prompts = [.. Enumerable.Range(0, 57).Select(i => new Share(i % 3, 2 + i % 2))];

        Estimate.From(prompts, 7).Should().Be(Estimate.From(prompts, 7)).And.NotBe(Estimate.From(prompts, 8));
    }

    [Fact]
    public void From_PromptsOfNothing_DoNotCount()
    {
        Estimate.From([new(0, 0), new(1, 1), new(0, 0)], 1).Should().Be(new Estimate(1, 1, 1, 1, 1));
        Estimate.From([new(0, 0)], 1).Should().BeNull();
    }
}
