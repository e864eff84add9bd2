using Hindsight.Tasks;

namespace Hindsight.Tests.Tasks;

public sealed class TaskSplitterTests
{
    [Fact]
    public void SplitOf_KnownIds_NeverChanges()
    {
        // Pinned: a change of the hash would move tasks between training and measuring of runs that exist.
        var splitter = new TaskSplitter();
        Enumerable.Range(0, 20).Where(i => splitter.SplitOf($"task-{i}") == TaskSplit.HeldOut).Should().Equal(5, 13, 14);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.2, 0.02)]
    [InlineData(0.5, 0.03)]
    [InlineData(1, 0)]
    public void SplitOf_ManyIds_HoldsOutTheShare(double share, double tolerance)
    {
        // Five standard deviations of the share of 5,000 independent draws, at most.
        var splitter = new TaskSplitter(share);
        double heldOut = Enumerable.Range(0, 5000).Count(i => splitter.SplitOf($"id{i}") == TaskSplit.HeldOut) / 5000.0;
        heldOut.Should().BeApproximately(share, tolerance + 0.009);
    }

    [Fact]
    public void SplitOf_LargerShare_OnlyAddsHeldOutTasks()
    {
        TaskSplitter small = new(0.1), large = new(0.3);
        Enumerable.Range(0, 1000).Select(i => $"id{i}").Where(id => small.SplitOf(id) == TaskSplit.HeldOut).Should().OnlyContain(id => large.SplitOf(id) == TaskSplit.HeldOut);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Constructor_NoShare_Throws(double share) => FluentActions.Invoking(() => new TaskSplitter(share)).Should().Throw<ArgumentOutOfRangeException>();
}
