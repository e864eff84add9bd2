using Hindsight.Worker.Experiments;

namespace Hindsight.Worker.Tests.Experiments;

public sealed class PairedStatisticsTests
{
    [Fact]
    public void Describe_Values_GivesMeanAndDeviationWithNMinusOne()
    {
        Spread spread = PairedStatistics.Describe([1, 2, 3, 4, 5]);

        spread.Mean.Should().Be(3);
        spread.Deviation.Should().BeApproximately(Math.Sqrt(2.5), 1e-15);
    }

    [Fact]
    public void Describe_OneValue_HasNoDeviation() => PairedStatistics.Describe([0.5]).Deviation.Should().Be(double.NaN);

    [Fact] // differences 1, 2, 3, 4, 5: 3 ± 2.7764 · sqrt(2.5 / 5)
    public void Compare_FivePairs_GivesStudentsInterval()
    {
        Difference difference = PairedStatistics.Compare([2, 4, 6, 8, 10], [1, 2, 3, 4, 5]);

        difference.Mean.Should().Be(3);
        difference.Low.Should().BeApproximately(3 - 1.963211, 1e-6);
        difference.High.Should().BeApproximately(3 + 1.963211, 1e-6);
        difference.IsDistinct.Should().BeTrue();
    }

    [Fact]
    public void Compare_SpreadAroundZero_IsNotDistinct() => PairedStatistics.Compare([1, -1, 1, -1], [0, 0, 0, 0]).IsDistinct.Should().BeFalse();

    [Fact]
    public void Compare_UnequalNumbers_Refuses() =>
        FluentActions.Invoking(() => PairedStatistics.Compare([1, 2], [1])).Should().Throw<ArgumentException>().WithMessage("There are 2 and 1 values*");
}
