using Hindsight.Statistics;

namespace Hindsight.Tests.Statistics;

public sealed class RankCorrelationTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 10, 20, 30 }, 1.0, 0)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 3, 2, 1 }, -1.0, 3)]
    // Of six pairs five keep their order and one changes it: (5 − 1) / 6.
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 1, 2, 4, 3 }, 4 / 6.0, 1)]
    public void KendallTau_WithoutTies_CountsPairs(double[] x, double[] y, double tau, int reversals)
    {
        RankCorrelation.KendallTau(x, y).Should().BeApproximately(tau, 1e-15);
        RankCorrelation.Reversals(x, y).Should().Be(reversals);
    }

    [Fact]
    public void KendallTau_WithTies_ShrinksTheDenominator() =>
        // Pairs: (1,2) tied in x; (1,3) and (2,3) concordant. Two of √(2 · 3).
        RankCorrelation.KendallTau([1, 1, 2], [1, 2, 3]).Should().BeApproximately(2 / Math.Sqrt(6), 1e-15);

    [Fact]
    public void KendallTau_EqualValues_IsUndefined() => RankCorrelation.KendallTau([1, 1], [1, 2]).Should().Be(double.NaN);

    [Fact]
    public void KendallTau_OtherLength_IsRefused() => FluentActions.Invoking(() => RankCorrelation.KendallTau([1], [1, 2])).Should().Throw<ArgumentException>();
}
