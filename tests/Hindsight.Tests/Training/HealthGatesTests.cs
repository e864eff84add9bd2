using Hindsight.Grading;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class HealthGatesTests
{
    [Fact]
    public void Inspect_HealthyStep_FindsNothing() => new HealthGates(new GateOptions()).Inspect(Reports.Healthy, Grades(true, true)).Should().BeEmpty();

    [Fact]
    public void Inspect_UngradedAcrossSteps_CountsInARow()
    {
        var gates = new HealthGates(new GateOptions { ConsecutiveUngraded = 3, UngradedShareAction = GateAction.Off });
        gates.Inspect(Reports.Healthy, Grades(true, false, false)).Should().BeEmpty();
        gates.Inspect(Reports.Healthy, Grades(false, false, true)).Should().ContainSingle().Which.Should().Match<GateFinding>(f =>
            f.Gate == "ConsecutiveUngraded" && f.Action == GateAction.Stop && f.Message.StartsWith("4 answers in a row"));
        gates.State.UngradedInARow.Should().Be(0);
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
        new HealthGates(new GateOptions { SurprisalAction = GateAction.Off }).Inspect(Reports.Healthy with { Surprisal = 0 }, Grades(true)).Should().BeEmpty();

    private static void Trips(StepReport report, bool[] graded, string gate) =>
        new HealthGates(new GateOptions()).Inspect(report, Grades(graded)).Should().ContainSingle().Which.Gate.Should().Be(gate);

    [Fact]
    public void Inspect_ScoreThatPartsFromTheHeldOutJudges_TripsAgainstTheBeginning()
    {
        var gates = new HealthGates(new GateOptions { GoldWindow = 2, GoldDrift = 0.25 });

        // The judge is 0.5 kinder from the beginning on, which is no drift: 0.5, 0.5; then 0.75 and 0.75.
        gates.Inspect(Reports.Healthy, [Gold(1, 0.5), Gold(0.5, 0)]).Should().BeEmpty();
        gates.Inspect(Reports.Healthy, [Gold(1, 0.25), Gold(1, 0.25)]).Should().BeEmpty("0.25 is the limit and not beyond it");
        gates.Inspect(Reports.Healthy, [Gold(1, 0)]).Should().ContainSingle().Which.Should().Match<GateFinding>(f =>
            f.Gate == "GoldDrift" && f.Action == GateAction.Stop && f.Message.Contains("0.375"));
    }

    [Fact]
    public void Inspect_GoldAcrossARestart_GoesOnFromTheState()
    {
        var gates = new HealthGates(new GateOptions { GoldWindow = 2 });
        gates.Inspect(Reports.Healthy, [Gold(0.5, 0.5), Gold(0.5, 0.5), Gold(1, 0.5)]);

        var resumed = new HealthGates(new GateOptions { GoldWindow = 2 }) { State = gates.State };

        resumed.Inspect(Reports.Healthy, [Gold(1, 0.5)]).Should().ContainSingle().Which.Gate.Should().Be("GoldDrift");
    }

    [Fact]
    public void Inspect_AnswersThatWereZeroedOrThatGoldCouldNotGrade_SayNothingOfTheJudges()
    {
        var gates = new HealthGates(new GateOptions { GoldWindow = 1 });

        gates.Inspect(Reports.Healthy, [Gold(0, 1) with { Steering = new SteeringFinding(VerdictKind.Met, "asks for a score", "j", Zeroed: true) }, Gold(1, null)]);

        gates.State.GoldBaselineCount.Should().Be(0);
    }

    [Fact]
    public void Inspect_AnswersThatAreOnlyFlagged_CountAgainstTheGate()
    {
        var gates = new HealthGates(new GateOptions { GoldWindow = 1 });
        var steers = new SteeringFinding(VerdictKind.Met, "asks for a score", "j");

        gates.Inspect(Reports.Healthy, [Gold(0.5, 0.5), Gold(1, 0) with { Steering = steers }]).Should().ContainSingle().Which.Gate.Should().Be("GoldDrift");
    }

    private static List<Grade> Grades(params bool[] graded) =>
        [.. graded.Select(g => new Grade { Verdicts = [], Score = g ? 1 : null, Cause = g ? null : UngradedCause.JudgeTimeout, Rubric = "r", RubricVersion = "0" })];

    private static Grade Gold(double score, double? gold) => Grades(true)[0] with { Score = score, Gold = new GoldScore("gold", gold) };
}
