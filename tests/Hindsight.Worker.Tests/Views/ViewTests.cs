using Hindsight.Training;
using Hindsight.Worker.Hosting;
using Hindsight.Worker.Views;
using Spectre.Console;

namespace Hindsight.Worker.Tests.Views;

public sealed class ViewTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Lines_InAPipe_HaveNoControlCodesAndOneLineAStep()
    {
        var view = new LineTrainingView(Pipe, steps: 3);
        view.OnEvaluated(0, Report(0.25));
        view.OnStep(Step(1));
        view.OnStep(Step(2));

        _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(
            "held-out after step 0: score 0.250, pass rate 12.5 %, 4 tasks",
            "step 1/3  score 0.500  pass 25.0 %  revised 6, kept 2  loss -  1,235 tokens/s  4 s left",
            "step 2/3  score 0.500  pass 25.0 %  revised 6, kept 2  loss -  1,235 tokens/s  2 s left");
        _output.ToString().Should().NotContain("\u001b");
    }

    [Fact]
    public void Table_InAPipe_IsMarkdownWithTheChange()
    {
        OutcomeTable.Print(Pipe, Report(0.25), Report(0.75));

        _output.ToString().Should().NotContain("\u001b").And.Contain("| held-out").And.Contain("+0.500");
        _output.ToString().Split('\n').Should().Contain(l => l.StartsWith("| order", StringComparison.Ordinal) && l.Contains("50.0 %"));
    }

    [Fact]
    public void Table_Pitfall_IsSaidToBeAvoidedAndTokensHaveOneDecimal()
    {
        EvaluationReport report = Report(0.25) with { CriterionRates = new Dictionary<string, double> { ["order"] = 0.5, ["unfortunately"] = 0.75 }, Pitfalls = ["unfortunately"], MeanResponseTokens = 33.5 };

        OutcomeTable.Print(Pipe, report, report);
        OutcomeTable.Print(Pipe, report);

        _output.ToString().Split('\n').Where(l => l.StartsWith("| unfortunately (avoided)", StringComparison.Ordinal)).Should().HaveCount(2).And.OnlyContain(l => l.Contains("75.0 %"));
        _output.ToString().Should().NotContain("order (avoided)").And.Contain(", 33.5 tokens an answer,");
    }

    [Fact]
    public void TableAndLine_JudgedMeasurement_TellProbesGoldScoreAndCost()
    {
        EvaluationReport before = Report(0.25) with { Gold = new(2, 0, 0.5, 0.375), JudgeUsage = [new("x", "r", new(1, 1_000, 7, 0.5))] };
        EvaluationReport after = before with { Ungraded = new Dictionary<string, int> { ["JudgeTimeout"] = 3 }, Steering = new(4, 1, 1, 0), JudgeUsage = [new("x", "r", new(2, 2_500, 14, 1.25))] };

        OutcomeTable.Print(Pipe, before, after);
        OutcomeTable.Print(Pipe, after);
        new LineTrainingView(Pipe, steps: 3).OnEvaluated(2, after);

        string[] lines = [.. _output.ToString().Split('\n').Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        lines.Should().Contain("| gold: gap | 0.125 | 0.125 | 0.000 |").And.Contain("| not graded: JudgeTimeout | 0 | 3 | +3 |").And.Contain("| judges: tokens in | 1,000 | 2,500 | +1,500 |")
            .And.Contain("| judges: cost | 0.5000 | 1.2500 | +0.7500 |").And.Contain("| steering: flagged | 1 |").And.Contain("| judges: cost | 1.2500 |");
        lines.Should().Contain("held-out after step 2: score 0.250, pass rate 12.5 %, 4 tasks, not graded JudgeTimeout 3, steering 1 of 4, gold 0.375 (gap +0.125)");
    }

    [Fact]
    public void Terminal_InAPipe_WritesMarkupWithoutControlCodesAndLongLinesWhole()
    {
        Pipe.Out.Markup("[red]stop[/]");
        Pipe.WriteLine(new string('x', 500));

        _output.ToString().Should().Be("stop" + new string('x', 500) + "\n");
    }

    [Fact]
    public void LiveView_ShowsTheStepsAndWhereItStands()
    {
        var terminal = Pipe with { IsLive = true };
        var view = new LiveTrainingView(terminal, "run-1", steps: 4);
        view.OnPhase(3, TrainingPhase.Grading);
        view.OnStep(Step(2));
        terminal.Out.Write(view.Render());

        _output.ToString().Should().Contain("run run-1").And.Contain("2/4").And.Contain("step 3: grading").And.Contain("1,235").And.Contain("4 s left");
    }

    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 01 s")]
    [InlineData(3 * 3600 + 125, "3 h 02 min")]
    public void Duration_IsReadable(double seconds, string text) => Figures.Duration(TimeSpan.FromSeconds(seconds)).Should().Be(text);

    private Terminal Pipe => new(Terminal.Create(_output, isTerminal: false), TextWriter.Null, TextReader.Null, IsLive: false, IsTyped: false);

    private static EvaluationReport Report(double score) => new()
    {
        Tasks = 4, TasksTooLong = 0, Graded = 4, Ungraded = new Dictionary<string, int>(), Score = score, ScoreError = 0.1, PassRate = 0.125,
        CriterionRates = new Dictionary<string, double> { ["order"] = 0.5 }, MeanResponseTokens = 10, TruncationRate = 0,
    };

    private static StepReport Step(int step) => new()
    {
        Step = step, Tasks = 2, TasksTooLong = 0, Drafts = 8, MeanScore = 0.5, PassRate = 0.25, CriterionRates = new Dictionary<string, double>(), MeanReward = 0.5, RewardSpread = 0.1,
        Ungraded = new Dictionary<string, int>(), GroupsTrained = 2, GroupsWithoutSpread = 0, GroupsSkipped = 0, Revisions = 6, RevisionsBetter = 3, RevisionsWorse = 1, RevisionsRepeated = 0,
        RevisionsKept = 2, HindsightTooLong = 0, RevisionGain = 0.2, TruncationRate = 0, MeanResponseTokens = 10, Surprisal = 1, SampledTokens = 100, Learning = null, JudgeCalls = 0, JudgeInputTokens = 0, JudgeOutputTokens = 0, JudgeCost = 0, Steering = 0, GoldScores = 0, GoldGap = double.NaN,
        Warnings = [], Times = new StepTimes(1, 0, 0, 0, 1, 0, 0, 2, 1234.6, 100),
    };
}
