using CsCheck;
using Hindsight.Grading;
using Hindsight.Rubrics;
using Hindsight.Tests.Curation;

namespace Hindsight.Tests.Grading;

public sealed class RubricScoreTests
{
    private static readonly Criterion Levelled = new()
    {
        Id = "c0",
        Text = "levelled",
        Weight = 3,
        Kind = CriterionKind.Judge,
        Levels = [new CriterionLevel(0, "none"), new CriterionLevel(0.5, "some"), new CriterionLevel(1, "all")],
    };

    private static readonly Criterion Plain = new() { Id = "c1", Text = "plain", Weight = 1, Kind = CriterionKind.Judge };

    [Theory]
    [InlineData(0, '+', 0.25)]
    [InlineData(0.5, '+', 0.625)] // (3 · 0.5 + 1) / 4
    [InlineData(0.5, '-', 0.375)]
    [InlineData(1, '+', 1)]
    public void Compute_LevelledCriterion_CountsItsDegree(double degree, char plain, double score) =>
        RubricScore.Compute([Levelled, Plain], [Verdict.FromJudge(Levelled, "j", degree, ""), Groups.Verdict(Plain, plain)]).Should().BeApproximately(score, 1e-15);

    [Fact]
    public void Compute_LevelledPitfall_LowersByItsDegree() =>
        RubricScore.Compute([Levelled with { Weight = -1 }, Plain], [Verdict.FromJudge(Levelled, "j", 0.5, ""), Groups.Verdict(Plain, '+')]).Should().Be(0.5);

    [Fact]
    public void Compute_LevelledVetoBelowOne_IsZero() =>
        RubricScore.Compute([Levelled with { Veto = true }, Plain], [Verdict.FromJudge(Levelled, "j", 0.5, ""), Groups.Verdict(Plain, '+')]).Should().Be(0);

    [Fact]
    public void Compute_DegreeOfAPlainCriterion_DoesNotCount() =>
        RubricScore.Compute([Plain], [Groups.Verdict(Plain, '-') with { Degree = 0.9 }]).Should().Be(0);

    [Fact]
    public void Compute_IncompleteOrContradictoryVerdicts_AreRefused()
    {
        Refused([], "There are 0 verdicts on 2 criteria*");
        Refused([Groups.Verdict(Plain, '+'), Groups.Verdict(Plain, '+')], "A verdict on 'c1' stands where one on 'c0' was expected*");
        Refused([Groups.Verdict(Levelled, '+'), Groups.Verdict(Plain, '+')], "*has degree none; expected 0 to 1*");
        Refused([Verdict.FromJudge(Levelled, "j", 1.5, ""), Groups.Verdict(Plain, '+')], "*has degree 1.5; expected 0 to 1*");
        Refused([Verdict.FromJudge(Levelled, "j", double.NaN, ""), Groups.Verdict(Plain, '+')], "*has degree NaN; expected 0 to 1*");
        Refused([Groups.Verdict(Levelled, '+') with { Degree = 0.5 }, Groups.Verdict(Plain, '+')], "*is Met at degree 0.5*");

        static void Refused(Verdict[] verdicts, string message) =>
            FluentActions.Invoking(() => RubricScore.Compute([Levelled, Plain], verdicts)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Theory]
    [InlineData(1, '+', true)]
    [InlineData(1, '-', false)]
    [InlineData(0, '+', true)]
    [InlineData(-1, '+', false)]
    [InlineData(-1, '-', true)]
    [InlineData(1, '?', false)]
    [InlineData(-1, '?', false)]
    public void IsSatisfied_ByWeightAndVerdict(double weight, char verdict, bool satisfied) =>
        RubricScore.IsSatisfied(Plain with { Weight = weight }, Groups.Verdict(Plain, verdict)).Should().Be(satisfied);

    [Fact]
    public void Compute_AnyVerdicts_IsFromZeroToOne_AndFallsWithNoMetCriterion()
    {
        Gen<(double Weight, bool Met)> one = Gen.Select(Gen.Double[-5, 5], Gen.Bool);
        Gen.Select(one.Array[0, 6], Gen.Double[0.1, 5], Gen.Bool).Sample((others, weight, met) =>
        {
            Rubric rubric = Groups.Rubric([(weight, false), .. others.Select(o => (o.Weight, false))]);
            string verdicts = string.Concat(others.Select(o => o.Met ? '+' : '-'));
            double without = Groups.Grade(rubric, "-" + verdicts).Score!.Value, with = Groups.Grade(rubric, "+" + verdicts).Score!.Value;
            return without is >= 0 and <= 1 && with is >= 0 and <= 1 && with >= without;
        });
    }

    [Fact]
    public void From_UnknownVerdicts_IsUngradedWithTheFirstCause()
    {
        Rubric rubric = Groups.Rubric((1, true), (1, false), (1, false));
        Verdict[] verdicts =
        [
            Groups.Verdict(rubric.Criteria[0], '-'),
            Verdict.FromCheck(rubric.Criteria[1] with { Check = "regex" }, new CheckOutcome(VerdictKind.Unknown, "ran out of time")),
            Verdict.Unknown(rubric.Criteria[2], "gpt", UngradedCause.JudgeTimeout, "30 s"),
        ];

        Grade grade = Grade.From(rubric, verdicts, new Dictionary<string, GradeUsage> { ["a"] = new(1, 10, 2), ["b"] = new(2, 5, 1, 0.5) });

        grade.Score.Should().BeNull();
        grade.Cause.Should().Be(UngradedCause.CheckUnknown);
        grade.CauseDetail.Should().Be("ran out of time");
        grade.Verdicts.Should().Equal(verdicts[0] with { Veto = true }, verdicts[1], verdicts[2]);
        grade.Usage.Should().Be(new GradeUsage(3, 15, 3, 0.5));
        grade.Verdicts.Select(v => v.Source).Should().Equal("judge:test", "check:regex", "judge:gpt");
    }

    [Fact]
    public void From_Verdicts_KeepTheWeightsThatTheyCountedWith()
    {
        Rubric rubric = Groups.Rubric((2, true), (0.5, false), (-1, false));

        Grade grade = Grade.From(rubric, [.. rubric.Criteria.Select(c => Groups.Verdict(c, '+'))]);

        grade.Verdicts.Select(v => (v.Weight, v.Veto)).Should().Equal((2, true), (0.5, false), (-1, false));
    }

    [Fact]
    public void From_UnknownWithoutCause_IsRefused()
    {
        Rubric rubric = Groups.Rubric((1, false));
        FluentActions.Invoking(() => Grade.From(rubric, [Groups.Verdict(rubric.Criteria[0], '?') with { Cause = null }])).Should().Throw<ArgumentException>().WithMessage("*has no cause*");
    }

    [Fact]
    public void RubricFault_HasNoVerdictsAndNoScore()
    {
        var grade = Grade.RubricFault("desk", "", "no variable 'order'");
        (grade.IsGraded, grade.Cause, grade.CauseDetail, grade.Verdicts.Count).Should().Be((false, UngradedCause.RubricFault, "no variable 'order'", 0));
    }
}
