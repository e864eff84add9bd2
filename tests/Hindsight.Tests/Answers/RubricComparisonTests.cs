using Hindsight.Answers;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Tasks;

namespace Hindsight.Tests.Answers;

public sealed class RubricComparisonTests
{
    [Fact]
    public void Of_TwoRubrics_SaysWhatChangesAndHowTheRankingDoes()
    {
        RubricComparison comparison = RubricComparison.Of(
            [Graded("a", 1, ("kind", VerdictKind.Met), ("gone", VerdictKind.Met)), Graded("b", 0.5, ("kind", VerdictKind.Met)), Graded("c", 0, ("kind", VerdictKind.Unmet)), Graded("d", null, ("kind", VerdictKind.Unknown))],
            [Graded("a", 0.5, ("kind", VerdictKind.Unmet), ("new", VerdictKind.Met)), Graded("b", 1, ("kind", VerdictKind.Met)), Graded("c", 0, ("kind", VerdictKind.Unmet)), Graded("d", 1, ("kind", VerdictKind.Met))]);

        comparison.Answers.Select(a => (a.Before, a.After, a.RankBefore, a.RankAfter)).Should().Equal((1, 0.5, 1, 2), (0.5, 1, 2, 1), (0, 0, 3, 3), (null, 1, 0, 0));
        comparison.Answers.Select(a => string.Join(",", a.Verdicts.Select(v => v.Criterion))).Should().Equal("kind", "", "", "kind");
        // Of the three pairs of a, b and c one changes places.
        (comparison.GradedByBoth, comparison.Reversals).Should().Be((3, 1));
        comparison.KendallTau.Should().BeApproximately(1 / 3.0, 1e-15);
    }

    [Fact]
    public void Render_Changes_AreShownWithTheWorstFirst()
    {
        string page = RubricComparisonReport.Render(RubricComparison.Of(
            [Graded("small", 1, ("kind", VerdictKind.Met)), Graded("large", 1, ("kind", VerdictKind.Met)), Graded("same", 1, ("kind", VerdictKind.Met))],
            [Graded("small", 0.75, ("kind", VerdictKind.Unmet)), Graded("large", 0, ("kind", VerdictKind.Unmet)), Graded("same", 1, ("kind", VerdictKind.Met))]), shown: 10);

        page.Should().Contain("met → unmet 2").And.Contain("3 answers: 2 scores and 2 verdicts change; mean score 1 → 0.583.");
        page.IndexOf("large", StringComparison.Ordinal).Should().BeLessThan(page.IndexOf("small", StringComparison.Ordinal));
        page.Should().NotContain("same");
    }

    [Fact]
    public void Of_OtherAnswers_IsRefused() => FluentActions.Invoking(() => RubricComparison.Of([Graded("a", 1)], [Graded("b", 1)])).Should().Throw<ArgumentException>();

    private static GradedAnswer Graded(string id, double? score, params (string Criterion, VerdictKind Kind)[] verdicts) => new(
        new GivenAnswer(id, new TrainingTask { Id = id, Messages = [ChatMessage.User("x")] }, "text"),
        new Grade
        {
            Verdicts = [.. verdicts.Select(v => new Verdict { CriterionId = v.Criterion, Kind = v.Kind, Source = "judge:j", Cause = v.Kind == VerdictKind.Unknown ? UngradedCause.JudgeTimeout : null })],
            Score = score, Cause = score is null ? UngradedCause.JudgeTimeout : null, Rubric = "r", RubricVersion = "0",
        });
}
