using Hindsight.Grading;

namespace Hindsight.Tests.Grading;

public sealed class AgreementTests
{
    // The published example of Fleiss' kappa: 14 raters sort 10 subjects into 5 categories.
    private static readonly int[][] Fleiss =
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ];

    [Fact]
    public void FleissKappa_PublishedTable_IsItsValue()
    {
        double[][] items = [.. Fleiss.Select(counts => counts.SelectMany((count, category) => Enumerable.Repeat((double)category, count)).ToArray())];

        Agreement.Observed(items).Should().BeApproximately(0.378, 5e-4);
        Agreement.FleissKappa(items).Should().BeApproximately(0.210, 5e-4);
    }

    [Theory]
    [InlineData(20, 5, 10, 15, 0.4)]
    [InlineData(45, 15, 25, 15, 0.1304)]
    [InlineData(25, 35, 5, 35, 0.2593)]
    [InlineData(0, 10, 0, 0, 0)]
    [InlineData(5, 0, 0, 5, 1)]
    [InlineData(0, 5, 5, 0, -1)]
    public void CohenKappa_TwoByTwo_IsItsValue(int bothYes, int firstYes, int secondYes, int bothNo, double expected) =>
        Agreement.CohenKappa(Pairs((1, 1, bothYes), (1, 0, firstYes), (0, 1, secondYes), (0, 0, bothNo))).Should().BeApproximately(expected, 5e-5);

    [Fact]
    public void WeightedKappa_Levels_CountsByTheSquareOfTheDistance()
    {
        (double, double)[] pairs = [(0, 0), (0.5, 1), (1, 1), (0.5, 0.5)];

        // Apart by a quarter once in 4; all first with all second 5 in 16: 1 − (0.25 / 4) / (5 / 16). Unweighted: 1 − (1 / 4) / (11 / 16).
        Agreement.WeightedKappa(pairs).Should().BeApproximately(0.8, 1e-12);
        Agreement.CohenKappa(pairs).Should().BeApproximately(7.0 / 11, 1e-12);
    }

    [Fact]
    public void WeightedKappa_TwoCategories_IsThePlainOne() =>
        Agreement.WeightedKappa(Pairs((1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15))).Should().BeApproximately(0.4, 1e-12);

    [Fact]
    public void FleissKappa_MissingRatings_TakesTheGivenOnesAndLeavesOutSingleOnes()
    {
        double[][] items = [[1, 1, 1], [1, 0], [0, 0], [1], []];

        // Observed (1 + 0 + 1) / 3; of seven ratings four are 1: expected (16 + 9) / 49.
        Agreement.Observed(items).Should().BeApproximately(2.0 / 3, 1e-12);
        Agreement.FleissKappa(items).Should().BeApproximately(23.0 / 72, 1e-12);
    }

    [Fact]
    public void FleissKappa_TwoRaters_PoolsTheirHabits()
    {
        // Three of four alike; five of eight ratings are 1: expected (25 + 9) / 64.
        Agreement.FleissKappa([[1.0, 1], [1.0, 1], [1.0, 0], [0.0, 0]]).Should().BeApproximately((0.75 - 34.0 / 64) / (1 - 34.0 / 64), 1e-12);
    }

    [Fact]
    public void Kappa_OneCategoryOnly_IsUndefinedThoughAllAgree()
    {
        double[][] items = [[0.3, 0.3, 0.3], [0.3, 0.3, 0.3]];

        Agreement.Observed(items).Should().Be(1);
        Agreement.FleissKappa(items).Should().Be(double.NaN);
        Agreement.CohenKappa(Pairs((0.3, 0.3, 3))).Should().Be(double.NaN);
        Agreement.WeightedKappa(Pairs((0.3, 0.3, 3))).Should().Be(double.NaN);
    }

    [Fact]
    public void Kappa_NothingToCompare_IsUndefined()
    {
        Agreement.Observed([[1.0], []]).Should().Be(double.NaN);
        Agreement.FleissKappa([[1.0], []]).Should().Be(double.NaN);
        Agreement.CohenKappa([]).Should().Be(double.NaN);
    }

    private static IEnumerable<(double First, double Second)> Pairs(params (double First, double Second, int Count)[] cells) =>
        cells.SelectMany(cell => Enumerable.Repeat((cell.First, cell.Second), cell.Count));
}
