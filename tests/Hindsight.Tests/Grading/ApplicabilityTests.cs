using Hindsight.Grading;
using Hindsight.Rubrics;

namespace Hindsight.Tests.Grading;

public sealed class ApplicabilityTests
{
    private static readonly Criterion[] Criteria =
    [
        Criterion("a"), Criterion("b", ConditionKind.Met, "a"), Criterion("c", ConditionKind.Met, "b"), Criterion("d", ConditionKind.Unmet, "a"),
    ];

    [Fact]
    public void Open_NothingKnown_AsksForAll() => Open().Should().Equal("a", "b", "c", "d");

    [Fact]
    public void Open_ConditionThatFails_LeavesOutWhatDependsOnIt() => Open(("a", VerdictKind.Unmet)).Should().Equal("d");

    [Fact]
    public void Open_ConditionThatHolds_AsksForWhatIsNotKnown() => Open(("a", VerdictKind.Met)).Should().Equal("b", "c");

    [Fact]
    public void Open_UnknownCondition_AsksStill() => Open(("a", VerdictKind.Unknown)).Should().Equal("b", "c", "d");

    [Fact]
    public void Apply_ConditionThatFails_MakesItsChainNotApplicable()
    {
        IReadOnlyList<Verdict> verdicts = Apply(("a", VerdictKind.Unmet), ("b", VerdictKind.Met), ("c", VerdictKind.Unknown), ("d", VerdictKind.Met));

        verdicts.Select(v => v.Kind).Should().Equal(VerdictKind.Unmet, VerdictKind.NotApplicable, VerdictKind.NotApplicable, VerdictKind.Met);
        verdicts[1].Reason.Should().Be("'a' is unmet.");
    }

    [Fact]
    public void Apply_UnknownCondition_MakesWhatDependsOnItUnknownForItsCause()
    {
        Verdict b = Apply(("a", VerdictKind.Unknown), ("b", VerdictKind.Met), ("c", VerdictKind.Met), ("d", VerdictKind.Met))[1];

        (b.Kind, b.Cause).Should().Be((VerdictKind.Unknown, UngradedCause.JudgeTimeout));
    }

    [Fact]
    public void Compute_CriteriaThatDoNotApply_AreInNeitherSum()
    {
        IReadOnlyList<Verdict> verdicts = Apply(("a", VerdictKind.Unmet), ("b", VerdictKind.Met), ("c", VerdictKind.Met), ("d", VerdictKind.Met));

        // a (weight 1) unmet, d (weight 1) met; b and c do not apply.
        RubricScore.Compute(Criteria, verdicts).Should().Be(0.5);
        RubricScore.IsSatisfied(Criteria[1], verdicts[1]).Should().BeFalse();
    }

    private static string[] Open(params (string Id, VerdictKind Kind)[] known) => [.. Applicability.Open(Criteria, Known(known)).Select(c => c.Id)];

    private static IReadOnlyList<Verdict> Apply(params (string Id, VerdictKind Kind)[] verdicts) => Applicability.Apply(Criteria, Known(verdicts), _ => "judge:j");

    private static Dictionary<string, Verdict> Known((string Id, VerdictKind Kind)[] verdicts) => verdicts.ToDictionary(v => v.Id, v => new Verdict
    {
        CriterionId = v.Id, Kind = v.Kind, Source = "judge:j", Cause = v.Kind == VerdictKind.Unknown ? UngradedCause.JudgeTimeout : null,
    });

    private static Criterion Criterion(string id, ConditionKind kind = default, string? condition = null) =>
        new() { Id = id, Text = id, Kind = CriterionKind.Judge, When = condition is null ? null : new CriterionCondition(kind, condition) };
}
