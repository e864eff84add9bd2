using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class HealthGatesTests
{
    [Fact]
    public void Inspect_HealthyStep_FindsNothing() => new HealthGates(new GateOptions()).Inspect(Reports.Healthy, [true, true]).Should().BeEmpty();

    [Fact]
    public void Inspect_UngradedAcrossSteps_CountsInARow()
    {
        var gates = new HealthGates(new GateOptions { ConsecutiveUngraded = 3, UngradedShareAction = GateAction.Off });
        gates.Inspect(Reports.Healthy, [true, false, false]).Should().BeEmpty();
        gates.Inspect(Reports.Healthy, [false, false, true]).Should().ContainSingle().Which.Should().Match<GateFinding>(f =>
            f.Gate == "ConsecutiveUngraded" && f.Action == GateAction.Stop && f.Message.StartsWith("4 answers in a row"));
        gates.UngradedInARow.Should().Be(0);
    }

    [Fact]
    public void Inspect_EachLimitCrossed_TripsItsGateOnly()
    {
        Trips(Reports.Healthy, [true, false, false], "UngradedShare");
        Trips(Reports.Healthy with { Surprisal = 0.001 }, [true], "Surprisal");
        Trips(Reports.Healthy with { TruncationRate = 0.75 }, [true], "TruncationRate");
        Trips(Reports.Healthy with { GroupsTrained = 0, GroupsWithoutSpread = 8 }, [true], "NoSpreadShare");
        Trips(Reports.Healthy with { Learning = Reports.Learning with { MeanLogProbDrift = 0.1 } }, [true], "LogProbDrift");
    }

    [Fact]
    public void Inspect_GateSwitchedOff_SaysNothing() =>
        new HealthGates(new GateOptions { SurprisalAction = GateAction.Off }).Inspect(Reports.Healthy with { Surprisal = 0 }, [true]).Should().BeEmpty();

    private static void Trips(StepReport report, bool[] graded, string gate) =>
        new HealthGates(new GateOptions()).Inspect(report, graded).Should().ContainSingle().Which.Gate.Should().Be(gate);
}
