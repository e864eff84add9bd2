using Hindsight.Learning;
using Hindsight.Training;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Training;

public sealed class LearningBatchBuilderTests
{
    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 2)]
    public void Build_AResponseWasCutOff_IsLeftOutWhereAskedTo(bool mask, int sequences) =>
        Build(new TrainingOptions { MaskTruncated = mask }, Groups.Of(truncated: 1)).MiniBatches.Single().Should().HaveCount(sequences);

    [Fact]
    public void Build_AGroupWithoutSpread_CountsUnlessDropped()
    {
        TrajectoryGroup spread = Groups.Of(truncated: -1);
        TrajectoryGroup flat = spread with { Status = GroupStatus.NoSpread, Members = [.. spread.Members.Select(m => m with { Advantage = 0 })] };

        LearningBatch kept = Build(new TrainingOptions(), flat, spread), dropped = Build(new TrainingOptions { DropGroupsWithoutSpread = true }, flat, spread);

        kept.MiniBatches.Single().Select(s => s.Advantage).Should().Equal(0, 0, 0, -1, 0, 1);
        dropped.MiniBatches.Single().Select(s => s.Advantage).Should().Equal(-1, 0, 1);
    }

    [Fact]
    public void Build_AllGroupsOfAMiniBatchDropped_LeavesOutTheMiniBatch()
    {
        TrajectoryGroup spread = Groups.Of(truncated: -1), flat = spread with { Status = GroupStatus.NoSpread };
        var options = new TrainingOptions { DropGroupsWithoutSpread = true, PromptsPerMiniBatch = 1 };

        Build(options, spread, flat, spread).MiniBatches.Should().HaveCount(2).And.OnlyContain(sequences => sequences.Count == 3);
    }

    [Fact]
    public void Build_ASkippedGroup_IsNeverInIt() =>
        Build(new TrainingOptions(), Groups.Of(truncated: -1) with { Status = GroupStatus.Skipped }).MiniBatches.Should().BeEmpty();

    private static LearningBatch Build(TrainingOptions options, params TrajectoryGroup[] groups) => new LearningBatchBuilder(options, Conditioning.Plain).Build(1, groups);
}
