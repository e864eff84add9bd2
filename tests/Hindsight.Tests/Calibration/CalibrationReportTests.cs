using System.Text.Json;
using Hindsight.Calibration;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Statistics;
using Hindsight.Tasks;

namespace Hindsight.Tests.Calibration;

/// <summary>Judges of known habits. An answer's labels and a judge's words are written as letters: <c>y</c> met, <c>n</c> unmet, <c>?</c> unknown.</summary>
public sealed class CalibrationReportTests
{
    [Fact]
    public void Of_HandCountedVerdicts_HasTheirRates()
    {
        JudgeCalibration judge = Report(Trial("a", (10, "yyn", "yn?", ""), (20, "nny", "nyy", ""), (30, "yn", "yn", ""))).Judges.Single();

        // Decided 7 of 8: labels yy nny yn against yn nyy yn. Four labels are met, one of them missed; three are not, one falsely met.
        (judge.Labels, judge.Decided).Should().Be((8, 7));
        judge.Unknown.Should().Equal(new Dictionary<string, int> { ["JudgeTimeout"] = 1 });
        judge.Accuracy.Should().BeApproximately(5.0 / 7, 1e-12);
        judge.FalseMet.Should().BeApproximately(1.0 / 3, 1e-12);
        judge.FalseUnmet.Should().BeApproximately(1.0 / 4, 1e-12);
        // Expected by chance (4 · 4 + 3 · 3) / 49.
        judge.Kappa.Should().BeApproximately((5.0 / 7 - 25.0 / 49) / (24.0 / 49), 1e-12);
        judge.WeightedKappa.Should().BeApproximately(judge.Kappa, 1e-12);
        judge.KappaInterval.Low.Should().BeLessThan(judge.Kappa);
        judge.KappaInterval.High.Should().BeGreaterThan(judge.Kappa).And.BeLessThanOrEqualTo(1);
        judge.Usage.Should().Be(new GradeUsage(6, 30, 3));
        judge.Position.Should().Match<PositionBias>(p => p.Compared == 0 && double.IsNaN(p.Flips) && double.IsNaN(p.PValue));
    }

    [Fact]
    public void Of_JudgeThatFavoursTheFirst_FlipsTheEnds()
    {
        // Whatever stands first is met; the rest is right. The labels of both outer criteria are unmet in every answer.
        JudgeTrial trial = Trial("a", [.. Enumerable.Range(1, 10).Select(i => (i, "nyn", "yyn", "nyy"))]);

        PositionBias position = Report(trial).Judges.Single().Position;

        (position.Compared, position.Ends).Should().Be((30, 20));
        position.Flips.Should().BeApproximately(2.0 / 3, 1e-12);
        (position.FirstAccuracy, position.LastAccuracy, position.FirstMet, position.LastMet).Should().Be((0, 1, 1, 0));
        position.PValue.Should().BeApproximately(2 / Math.Pow(2, 20), 1e-15);
    }

    [Fact]
    public void Of_FlipsBothWays_AreNoFavour()
    {
        PositionBias position = Report(Trial("a", (1, "yy", "yn", "ny"), (2, "yy", "ny", "yn"), (3, "yy", "?y", "yy"))).Judges.Single().Position;

        // The third answer's first criterion was decided in one order only.
        (position.Compared, position.Flips, position.Ends, position.PValue).Should().Be((5, 0.8, 5, 1));
    }

    [Fact]
    public void Of_LenientWithLongAnswers_ShowsInTheThirdsAndTheCorrelation()
    {
        JudgeTrial trial = Trial("a", [.. Enumerable.Range(1, 30).Select(i => (i, "ny", i > 15 ? "yy" : "ny", ""))]);

        LengthBias length = Report(trial).Judges.Single().Length;

        (length.ShortFalseMet, length.LongFalseMet, length.Difference).Should().Be((0, 1, 1));
        length.DifferenceInterval.Should().Be(new Interval(1, 1));
        length.Correlation.Should().BeInRange(0.4, 0.8);
    }

    [Fact]
    public void Of_MistakesOfAnyLength_ShowNoLengthBias()
    {
        JudgeTrial trial = Trial("a", [.. Enumerable.Range(1, 30).Select(i => (i, "ny", i % 2 == 0 ? "yy" : "ny", ""))]);

        LengthBias length = Report(trial).Judges.Single().Length;

        length.Difference.Should().Be(0);
        length.DifferenceInterval.Low.Should().BeNegative();
        length.DifferenceInterval.High.Should().BePositive();
        length.Correlation.Should().BeApproximately(0, 0.1);
    }

    [Fact]
    public void Of_Levels_CountsTheExactOneAndWeighsTheOthers()
    {
        Criterion levelled = Criterion(0) with { Levels = [new(0, "a"), new(0.5, "b"), new(1, "c")] };
        CalibrationReading Reading(int i, double label, double said) => new(
            new LabelledAnswer(Task(i), Rubric([levelled]), "x", [new Label(levelled, label)]), [Verdict.FromJudge(levelled, "a", said, "")], [], GradeUsage.None);

        JudgeCalibration judge = Report(new JudgeTrial("a", false, [Reading(0, 0, 0), Reading(1, 0.5, 1), Reading(2, 1, 1), Reading(3, 0.5, 0.5)])).Judges.Single();

        (judge.Accuracy, judge.FalseMet, judge.FalseUnmet).Should().Be((0.75, 1.0 / 3, 0));
        judge.Kappa.Should().BeApproximately(7.0 / 11, 1e-12);
        judge.WeightedKappa.Should().BeApproximately(0.8, 1e-12);
    }

    [Fact]
    public void Of_SeveralJudges_ComparesEachTwoAndAllButPanels()
    {
        CalibrationReport report = Report(
            Trial("a", (1, "yyyy", "yyn?", "")), Trial("b", (1, "yyyy", "yynn", "")), Trial("c", (1, "yyyy", "yynn", "")) with { IsPanel = true });

        report.Pairs.Should().Equal(new JudgePair("a", "b", 3, 1), new JudgePair("a", "c", 3, 1), new JudgePair("b", "c", 4, 1));
        (report.Answers, report.Agreed, report.FleissKappa).Should().Be((1, 1, 1));
        Report(Trial("a", (1, "yn", "yn", ""))).Should().Match<CalibrationReport>(r => double.IsNaN(r.FleissKappa) && r.Pairs.Count == 0);
    }

    [Fact]
    public void Of_JudgeThatDecidesNothing_IsUndefinedThroughout()
    {
        JudgeCalibration judge = Report(Trial("a", (1, "yn", "??", "??"))).Judges.Single();

        new[] { judge.Accuracy, judge.Kappa, judge.KappaInterval.Low, judge.FalseMet, judge.FalseUnmet, judge.Position.Flips, judge.Length.Difference, judge.Length.Correlation }
            .Should().OnlyContain(value => double.IsNaN(value));
        judge.Decided.Should().Be(0);
    }

    [Fact]
    public void ToJson_Report_HasSnakeCaseNamesAndNamedLiterals()
    {
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(Report(Trial("a", (1, "yn", "y?", ""))).ToJson());

        JsonElement judge = json.GetProperty("judges")[0];
        judge.GetProperty("unknown").GetProperty("JudgeTimeout").GetInt32().Should().Be(1);
        judge.GetProperty("position").GetProperty("p_value").GetString().Should().Be("NaN");
        judge.GetProperty("usage").GetProperty("input_tokens").GetInt64().Should().Be(10);
        json.GetProperty("fleiss_kappa").GetString().Should().Be("NaN");
    }

    private static CalibrationReport Report(params JudgeTrial[] trials) => CalibrationReport.Of(trials, seed: 5);

    private static JudgeTrial Trial(string judge, params (int Length, string Labels, string Said, string Reversed)[] answers) => new(judge, false, [.. answers.Select((answer, number) =>
    {
        Criterion[] criteria = [.. answer.Labels.Select((_, i) => Criterion(i))];
        Verdict[] Verdicts(string words) => [.. words.Select((word, i) => word == '?'
            ? Verdict.Unknown(criteria[i], judge, UngradedCause.JudgeTimeout, "") : Verdict.FromJudge(criteria[i], judge, word == 'y', ""))];
        var labelled = new LabelledAnswer(Task(number), Rubric(criteria), new string('x', answer.Length), [.. criteria.Zip(answer.Labels, (c, label) => new Label(c, label == 'y' ? 1 : 0))]);
        return new CalibrationReading(labelled, Verdicts(answer.Said), Verdicts(answer.Reversed), new GradeUsage(2, 10, 1));
    })]);

    private static TrainingTask Task(int number) => new() { Id = $"t{number}", Messages = [ChatMessage.User("p")] };

    private static Criterion Criterion(int i) => new() { Id = $"c{i}", Text = "t", Kind = CriterionKind.Judge };

    private static Rubric Rubric(IReadOnlyList<Criterion> criteria) => new() { Name = "r", Version = "0", Criteria = criteria };
}
