using Hindsight.Trajectories;

namespace Hindsight.Tests.Trajectories;

public sealed class TrajectoryAddressTests
{
    [Theory]
    [InlineData("17", 17, null, null, null)]
    [InlineData("3/order-1/0", null, 3, "order-1", 0)]
    [InlineData("3/desk/late/order-1/12", null, 3, "desk/late/order-1", 12)]
    public void TryParse_NumberOrKey_IsRead(string text, int? number, int? step, string? task, int? index)
    {
        TrajectoryAddress.TryParse(text, out TrajectoryAddress? address).Should().BeTrue();
        (address!.Number, address.Step, address.TaskId, address.Index).Should().Be((number, step, task, index));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("three")]
    [InlineData("3/0")]
    [InlineData("3//0")]
    [InlineData("x/order-1/0")]
    [InlineData("3/order-1/x")]
    [InlineData("3/order-1/")]
    public void TryParse_AnythingElse_IsRefused(string text) => TrajectoryAddress.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Find_NumberOrKey_GivesThatTrajectoryOrNull()
    {
        Trajectory[] all = [.. Training.Groups.Of(truncated: 0).Drafts];

        Find("2", all).Should().BeSameAs(all[1]);
        Find("4", all).Should().BeNull();
        Find("1/t/2", all).Should().BeSameAs(all[2]);
        Find("1/t/3", all).Should().BeNull();
        Find("2/t/2", all).Should().BeNull();
    }

    private static Trajectory? Find(string text, Trajectory[] all) => TrajectoryAddress.TryParse(text, out TrajectoryAddress? address) ? address.Find(all) : null;
}
