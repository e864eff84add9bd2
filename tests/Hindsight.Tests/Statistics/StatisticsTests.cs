using Hindsight.Statistics;

namespace Hindsight.Tests.Statistics;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 5, 14.0 / 64)]
    [InlineData(10, 0, 2.0 / 1024)]
    [InlineData(3, 3, 1)]
    public void PValue_FewPairs_IsTheBinomialTailTwice(int oneWay, int otherWay, double expected) => ExactTest.PValue(oneWay, otherWay).Should().BeApproximately(expected, 1e-12);

    [Fact]
    public void PValue_ThousandsOfPairs_IsStillANumber() => ExactTest.PValue(3000, 2000).Should().BePositive().And.BeLessThan(1e-40);

    [Fact]
    public void RankCorrelation_OrderAlone_Counts()
    {
        RankCorrelation.Spearman([1, 2, 3, 100], [-7, 0, 1, 2]).Should().BeApproximately(1, 1e-12);
        RankCorrelation.Spearman([1, 2, 3, 100], [4, 3, 2, 1]).Should().BeApproximately(-1, 1e-12);
    }

    [Fact]
    public void RankCorrelation_EqualValues_ShareTheirMeanRank() =>
        // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4.
        RankCorrelation.Spearman([1, 2, 2, 3], [1, 3, 2, 4]).Should().BeApproximately(4.5 / Math.Sqrt(4.5 * 5), 1e-12);

    [Fact]
    public void RankCorrelation_OneDoesNotVary_IsUndefined() => RankCorrelation.Spearman([1, 2, 3], [5, 5, 5]).Should().Be(double.NaN);

    [Fact]
    public void Percentile_MeanOfHalfOnes_IsAsTheNormalApproximationSays()
    {
        double[] items = [.. Enumerable.Range(0, 100).Select(i => (double)(i % 2))];

        Interval interval = Bootstrap.Percentile(items, drawn => drawn.Average(), 7);

        // 0.5 ± 1.96 · 0.05; a thousand draws leave the ends some hundredths of room.
        interval.Low.Should().BeApproximately(0.402, 0.025);
        interval.High.Should().BeApproximately(0.598, 0.025);
        Bootstrap.Percentile(items, drawn => drawn.Average(), 7).Should().Be(interval);
    }

    [Fact]
    public void Percentile_UndefinedDraws_AreLeftOut() =>
        Bootstrap.Percentile([0.0, 1.0], drawn => drawn.Sum() == 2 ? double.NaN : 3, 7).Should().Be(new Interval(3, 3));

    [Fact]
    public void Percentile_Nothing_IsUndefined() => Bootstrap.Percentile<double>([], _ => 1, 7).Should().Be(new Interval(double.NaN, double.NaN));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1.4)]
    [InlineData(0.25, 2)]
    [InlineData(1, 5)]
    public void Quantile_OrderedValues_LiesBetweenTwo(double share, double expected) => Bootstrap.Quantile([1, 2, 3, 4, 5], share).Should().BeApproximately(expected, 1e-12);
}
