using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Presentation;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Training;

namespace Hindsight.Tests.Training;

public sealed class EvaluatorTests
{
    private static readonly Rubric Rubric = new() { Name = "desk", Version = "1", Criteria = [new() { Id = "polite", Text = "is polite", Kind = CriterionKind.Judge }] };

    [Fact]
    public void Report_AnswersWithProbesPanelsAndFailures_CountsThemAllAndWhatTheyCost()
    {
        EvaluationReport report = Report(
            Judged(met: true) with { Steering = new(VerdictKind.Unmet, "", "x"), Gold = new("gold", 0.25) },
            Judged(met: true) with { Steering = new(VerdictKind.Met, "", "x"), Gold = new("gold", 1) },
            Judged(met: false) with { Steering = new(VerdictKind.Unknown, "", "x"), Gold = new("gold", null, UngradedCause.JudgeTimeout) },
            Judged(met: true) with { Score = 0, Steering = new(VerdictKind.Met, "", "x", Zeroed: true), Gold = new("gold", 1) },
            Grade.From(Rubric, [Verdict.Unknown(Rubric.Criteria[0], "x", UngradedCause.JudgeRefused, "no")], Usage));

        report.Steering.Should().Be(new SteeringCount(Asked: 4, Flagged: 2, Zeroed: 1, Unknown: 1));
        // Of the first two: what was scored 0 for steering says nothing of the judges.
        report.Gold.Should().Be(new GoldComparison(Answers: 2, Failed: 1, Score: 1, GoldScore: 0.625));
        report.Gold!.Gap.Should().Be(0.375);
        report.Ungraded.Should().Equal(new Dictionary<string, int> { ["JudgeRefused"] = 1 });
        (report.Panels["duo"].Verdicts, report.Panels["duo"].Share).Should().Be((4, 0.75));
        report.JudgeUsage.Should().Equal(new RubricUsage("x", "desk", new(10, 100, 20, 1.25)));
        JudgingFigures.Of(report).Select(f => (f.Name, f.Value)).Should().Equal(
            ("not graded: JudgeRefused", 1), ("steering: asked", 4), ("steering: flagged", 2), ("steering: scored 0", 1), ("steering: undecided", 1),
            ("gold: answers", 2), ("gold: not graded", 1), ("gold: score trained on", 1), ("gold: gold score", 0.625), ("gold: gap", 0.375),
            ("panel duo: verdicts", 4), ("panel duo: agreement", 0.75), ("panel duo: Fleiss' kappa", report.Panels["duo"].FleissKappa), ("panel duo: escalated", 0),
            ("judges: calls", 10), ("judges: tokens in", 100), ("judges: tokens out", 20), ("judges: cost", 1.25));
    }

    [Fact]
    public void Report_NothingConfigured_SaysNothingOfIt()
    {
        EvaluationReport report = Report(Grade.From(Rubric, [Verdict.FromJudge(Rubric.Criteria[0], "x", met: true, "")]));

        (report.Steering, report.Gold, report.Panels.Count).Should().Be((null, null, 0));
        JudgingFigures.Of(report).Should().BeEmpty();
    }

    [Fact]
    public void Figures_OfTwoMeasurements_HaveNoneWhereOneHasNoSuchThing()
    {
        EvaluationReport before = Report(Judged(met: true)) with { Panels = new Dictionary<string, PanelAgreement>(), JudgeUsage = [] };
        EvaluationReport after = before with { Gold = new(1, 0, 0.5, 0.25), Ungraded = new Dictionary<string, int> { ["JudgeTimeout"] = 3 } };

        JudgingFigures.Of(before, after).Where(f => f.After.Name is "not graded: JudgeTimeout" or "gold: gap").Select(f => (f.Before.Value, f.After.Value)).Should().Equal((0, 3), (double.NaN, 0.25));
    }

    private static Dictionary<string, GradeUsage> Usage => new() { ["x"] = new(2, 20, 4, 0.25) };

    // A panel of two: where it is met both say so, else one of them.
    private static Grade Judged(bool met) => Grade.From(
        Rubric,
        [
            new Verdict
            {
                CriterionId = "polite", Kind = met ? VerdictKind.Met : VerdictKind.Unmet, Source = PanelSource.Of("duo"),
                Votes = [new Vote("x", VerdictKind.Met, null, ""), new Vote("y", met ? VerdictKind.Met : VerdictKind.Unmet, null, "")],
            },
        ],
        Usage);

    private static EvaluationReport Report(params Grade[] grades)
    {
        var grader = new WordGrader();
        return new Evaluator(new WordPolicy(), grader, new OneRubric()).Report([.. grades.Select((grade, i) => new EvaluatedAnswer(new TrainingTask { Id = $"t{i}", Messages = [ChatMessage.User("?")] }, Sample, grade))], grades.Length, 1);
    }

    private static Sample Sample => new()
    {
        PromptTokens = [1], ResponseTokens = [2], LogProbs = [0], RawLogProbs = [0], Text = "x", FinishReason = FinishReason.EndOfSequence, Seed = 1, PolicyVersion = "v",
    };

    private sealed class OneRubric : IRubricSource
    {
        public Rubric Resolve(TrainingTask task) => Rubric;
    }
}
