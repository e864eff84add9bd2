using Hindsight.Grading;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class RunReportTests
{
    private static readonly RunRecord Run = new()
    {
        Id = "desk-1",
        StartedAt = new(2026, 3, 1, 12, 0, 5, TimeSpan.FromHours(1)),
        Seed = 7,
        Configuration = "{}",
        PromptsHash = "ab12",
        Status = RunStatus.Completed,
        CheckpointedStep = 2,
    };

    [Fact]
    public void List_Runs_IsATable()
    {
        RunRecord failed = Run with { Id = "desk-10", Status = RunStatus.Failed, CheckpointedStep = 118, Failure = "Step 119: the health gate ungraded stopped the run: 9 of 10 answers have no score. The last checkpoint is 118." };

        RunReport.List([failed, Run]).Should().Be("""
            run      begun                       status     checkpoint  seed  failure
            desk-10  2026-03-01 12:00:05 +01:00  failed            118     7  Step 119: the health gate ungraded stopped the run: 9
                                                                              of 10 answers have no score. The last checkpoint is
                                                                              118.
            desk-1   2026-03-01 12:00:05 +01:00  completed           2     7

            """);
    }

    [Fact]
    public void Show_RunWithJudges_EndsWithWhatTheyCost() =>
        RunReport.Show(Run, [], usage: [new("main", "", new(3, 300, 21, 0.0012)), new("main", "reply", new(1200, 123456, 789, 1.5)), new("self", "reply", new(2, 50, 0))]).Should().EndWith("""

              judge  rubric    calls  tokens in  tokens out    cost
              main   (advice)      3        300          21  0.0012
              main   reply     1,200    123,456         789  1.5000
              self   reply         2         50           0  0.0000
              all              1,205    123,806         810  1.5012

            """);

    [Fact]
    public void List_NoRuns_SaysSo() => RunReport.List([]).Should().Be("No runs yet.\n");

    [Fact]
    public void Show_RunWithSteps_HasHeaderHeldOutAndSteps()
    {
        StepReport first = Reports.Healthy with { RevisionGain = double.NaN, Learning = null, Warnings = ["entropy: it fell below 0.1"] };
        StepReport second = Reports.Healthy with { Step = 2, MeanScore = 0.625, Ungraded = new Dictionary<string, int> { ["JudgeTimeout"] = 2, ["JudgeFormat"] = 1 }, HeldOut = HeldOut(0.594, 0.125, 0.5) };

        RunReport.Show(Run, [first, second], new TrainingState { RunId = Run.Id, Step = 2, Before = HeldOut(0.25, 0, 0.1) }).Should().Be("""
            Run desk-1
              begun    2026-03-01 12:00:05 +01:00
              status   completed, checkpoint at step 2
              seed     7
              prompts  ab12

              held-out          before  step 2   change
              tasks                 40      40        0
              score             0.2500  0.5940  +0.3440
                standard error  0.0200  0.0200   0.0000
              pass rate, %         0.0    12.5    +12.5
                names_order, %    10.0    50.0    +40.0

              step   score  pass %  reward  spread  groups  kept/revised    gain  ungraded    loss  gradient  tokens/s    s  held-out
                 1  0.5000    10.0  0.5000  0.2000     8/8           4/8       -         0       -         -      1500  6.0         -
                 2  0.6250    10.0  0.5000  0.2000     8/8           4/8  +0.100         3  0.1000     1.000      1500  6.0    0.5940
              step 1: entropy: it fell below 0.1

            """);
    }

    [Fact]
    public void Show_HeldOutKnownFromStepsAlone_ComparesTheFirstWithTheLast()
    {
        StepReport Measured(int step, double score) => Reports.Healthy with { Step = step, HeldOut = HeldOut(score, 0, 0) };

        RunReport.Show(Run, [Measured(1, 0.25), Measured(2, 0.125), Measured(3, 0.5)]).Should()
            .Contain("held-out          step 1  step 3   change").And.Contain("score             0.2500  0.5000  +0.2500");
        RunReport.Show(Run, [Measured(1, 0.25)]).Should().Contain("held-out          step 1\n").And.Contain("score             0.2500\n");
    }

    [Fact]
    public void Show_Pitfall_IsSaidToBeAvoided() =>
        RunReport.Show(Run, [Reports.Healthy with { HeldOut = HeldOut(0.5, 0, 0.25) with { Pitfalls = ["names_order"] } }]).Should().Contain("names_order (avoided), %");

    [Fact]
    public void Show_HeldOutJudged_HasTheGoldScoreBesideItsOwnAndWhatItCost()
    {
        EvaluationReport before = HeldOut(0.5, 0, 0) with { Gold = new(4, 0, 0.5, 0.25) };
        EvaluationReport after = before with { Gold = new(4, 1, 0.75, 0.25), Ungraded = new Dictionary<string, int> { ["JudgeTimeout"] = 2 }, JudgeUsage = [new("x", "r", new(3, 300, 21, 0.125))] };

        string[] lines = [.. RunReport.Show(Run, [Reports.Healthy with { HeldOut = before }, Reports.Healthy with { Step = 2, HeldOut = after }]).Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

        lines.Should().Contain("gold: gap 0.2500 0.5000 +0.2500").And.Contain("not graded: JudgeTimeout 0 2 +2").And.Contain("judges: cost - 0.1250 -");
    }

    [Fact]
    public void Show_Panels_SumsTheirAgreementOverTheSteps()
    {
        // Two of four and six of six compared verdicts alike; of twenty ratings sixteen are 1: (0.8 − 0.68) / 0.32.
        StepReport first = Reports.Healthy with { Panels = new Dictionary<string, PanelAgreement> { ["trio"] = Panel(5, 4, 0.5, 4, 4, 1, 1) } };
        StepReport second = Reports.Healthy with { Step = 2, Panels = new Dictionary<string, PanelAgreement> { ["trio"] = Panel(6, 6, 1, 0, 12, 0, 0), ["rare"] = Panel(1, 0, double.NaN, 0, 0, 0, 1) } };

        RunReport.Show(Run, [first, second]).Should().EndWith("""

              panel  verdicts  agreement, %  Fleiss' kappa  escalated  unknown
              trio         11          80.0          0.375          1        1
              rare          1             -              -          0        1

            """);
    }

    [Fact]
    public void Show_FailedRunWithoutSteps_SaysWhy() =>
        RunReport.Show(Run with { Status = RunStatus.Failed, CheckpointedStep = 0, Failure = "no room" }, []).Should().EndWith("failure  no room\n");

    [Fact]
    public void Show_LastMeasurementIsNotTheBest_ComparesWithTheOneWhosePolicyIsKept()
    {
        StepReport Measured(int step, double score) => Reports.Healthy with { Step = step, HeldOut = HeldOut(score, 0, 0) };
        var state = new TrainingState { RunId = Run.Id, Step = 3, Before = HeldOut(0.125, 0, 0), BestStep = 2, Best = HeldOut(0.5, 0, 0) };

        RunReport.Show(Run, [Measured(1, 0.25), Measured(2, 0.5), Measured(3, 0.375)], state).Should()
            .Contain("held-out          before  step 2   change").And.Contain("score             0.1250  0.5000  +0.3750");
    }

    private static PanelAgreement Panel(int verdicts, int compared, double share, int unmet, int met, int escalated, int unknown) => new()
    {
        Verdicts = verdicts, Compared = compared, Share = share, FleissKappa = 0, Ratings = new Dictionary<string, int> { ["0"] = unmet, ["1"] = met }, Escalated = escalated, Unknown = unknown,
    };

    private static EvaluationReport HeldOut(double score, double passRate, double rate) =>
        Reports.HeldOut(score) with { PassRate = passRate, CriterionRates = new Dictionary<string, double> { ["names_order"] = rate } };
}
