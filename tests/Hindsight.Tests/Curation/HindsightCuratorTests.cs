using CsCheck;
using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Rubrics;
using Hindsight.Trajectories;

namespace Hindsight.Tests.Curation;

public sealed class HindsightCuratorTests
{
    private static readonly Rubric Rubric = Groups.Rubric((1, false), (1, false), (1, false), (1, false));

    private static readonly HindsightOptions Worst = new() { Slot = SlotKind.Worst };

    [Fact]
    public void Select_BetterRevision_FillsInEveryTrajectory()
    {
        // Scores 0.5, ungraded, 0.25; the revision of draft 0 scores 1: bonus 0.05 · 0.5.
        Trajectory[] drafts = Drafts("++--", "+++?", "+---");
        TrajectoryGroup group = Curate(Worst, drafts, Revise(drafts, (0, "++++")));

        group.Status.Should().Be(GroupStatus.Trained);
        group.Drafts.Select(d => d.Standing).Should().Equal(TrajectoryStanding.Member, TrajectoryStanding.Ungraded, TrajectoryStanding.Replaced);
        group.Drafts.Select(d => d.Reward).Should().Equal(0.525, null, null);
        Trajectory kept = group.Revisions.Should().ContainSingle().Subject;
        (kept.Standing, kept.Reward, kept.ReplacedIndex).Should().Be((TrajectoryStanding.Kept, 1, 2));
        group.Members.Should().Equal(group.Drafts[0], kept);
        group.Members.Select(m => m.Advantage).Should().OnlyContain(a => a.HasValue).And.HaveCount(2);
        group.Drafts[2].Advantage.Should().BeNull();
    }

    [Fact]
    public void Select_RevisionThatRepeatsItsDraft_GivesNoBonusAndIsNotKept()
    {
        Trajectory[] drafts = Drafts("++--", "+---");
        TrajectoryGroup group = Curate(Worst, drafts, [Groups.Revision(Rubric, drafts[0], 2, "++++", drafts[0].Sample.Text)]);

        group.Revisions[0].Standing.Should().Be(TrajectoryStanding.Repeated);
        group.Members.Select(m => m.Reward).Should().Equal(0.5, 0.25);
    }

    [Fact]
    public void Select_UngradedRevision_IsCountedByItsStanding()
    {
        Trajectory[] drafts = Drafts("++--", "+---");
        TrajectoryGroup group = Curate(Worst, drafts, Revise(drafts, (0, "+++?")));

        group.Revisions[0].Standing.Should().Be(TrajectoryStanding.Ungraded);
        group.Members.Select(m => m.Reward).Should().Equal(0.5, 0.25);
    }

    [Fact]
    public void Select_EqualRevision_IsKeptUnlessItMustImprove()
    {
        Trajectory[] drafts = Drafts("++--", "+---");
        Trajectory[] revisions = Revise(drafts, (0, "--++"));

        Curate(Worst, drafts, revisions).Revisions[0].Standing.Should().Be(TrajectoryStanding.Kept);
        Curate(Worst with { MustImprove = true }, drafts, revisions).Revisions[0].Standing.Should().Be(TrajectoryStanding.NotKept);
    }

    [Fact]
    public void Select_EqualScoreSummedInAnotherOrder_Qualifies()
    {
        // 0.1 + 0.2 is above 0.3 in the last bit.
        Rubric rubric = Groups.Rubric((0.1, false), (0.2, false), (0.3, false), (0.4, false));
        Trajectory[] drafts = [Groups.Draft(rubric, 0, "++--"), Groups.Draft(rubric, 1, "----")];

        Curate(Worst, drafts, [Groups.Revision(rubric, drafts[0], 2, "--+-")]).Revisions[0].Standing.Should().Be(TrajectoryStanding.Kept);
    }

    [Fact]
    public void Select_FillWithBest_CopiesTheBestDraft()
    {
        Trajectory[] drafts = Drafts("++--", "+---", "----");
        TrajectoryGroup group = Curate(Worst with { FillWithBest = true }, drafts, Revise(drafts, (0, "+---")));

        group.Drafts.Select(d => d.Standing).Should().Equal(TrajectoryStanding.Member, TrajectoryStanding.Member, TrajectoryStanding.Replaced);
        group.Members.Select(m => (m.Index, m.ReplacedIndex)).Should().Equal((0, null), (1, null), (0, 2));
        group.Members.Select(m => m.Reward).Should().Equal(0.4875, 0.25, 0.4875);
        group.Drafts[0].Advantage.Should().Be(group.Members[2].Advantage);
    }

    [Fact]
    public void Select_FewerThanTwoGraded_SkipsTheGroup()
    {
        TrajectoryGroup group = Curate(Worst, Drafts("++--", "+++?"), []);

        group.Status.Should().Be(GroupStatus.Skipped);
        group.Members.Should().BeEmpty();
        group.Drafts.Select(d => d.Standing).Should().Equal(TrajectoryStanding.GroupSkipped, TrajectoryStanding.Ungraded);
        group.Drafts.Should().OnlyContain(d => d.Advantage == null);
    }

    [Fact]
    public void SelectCandidates_DraftZeroedForSteering_IsNotBuiltOn()
    {
        Trajectory[] drafts = Drafts("++--", "----");
        var steers = new SteeringFinding(VerdictKind.Met, "asks for a score", "j", Zeroed: true);
        drafts[0] = drafts[0] with { Grade = drafts[0].Grade with { Score = 0, Steering = steers } };

        new HindsightCurator(Worst, 1).SelectCandidates(Groups.Task, Rubric, drafts).Select(c => c.Draft.Index).Should().Equal(1);
    }

    [Fact]
    public void SelectCandidates_CriteriaThatDoNotApply_AreNeitherSatisfiedNorMissed()
    {
        Trajectory[] drafts = Drafts("+---", "+---");
        Verdict[] verdicts = [.. drafts[0].Grade.Verdicts];
        verdicts[3] = Verdict.NotApplicable(Rubric.Criteria[3], "judge:test", "'c0' is unmet.");
        drafts[0] = drafts[0] with { Grade = drafts[0].Grade with { Verdicts = verdicts } };

        HindsightContext context = new HindsightCurator(Worst, 1).SelectCandidates(Groups.Task, Rubric, drafts)[0];

        (context.Satisfied.Count, context.Unsatisfied.Count).Should().Be((1, 2));
    }

    [Fact]
    public void SelectCandidates_Disabled_GivesNone() =>
        new HindsightCurator(Worst with { Enabled = false }, 1).SelectCandidates(Groups.Task, Rubric, Drafts("++--", "+---")).Should().BeEmpty();

    [Fact]
    public void Select_SameSeed_TakesTheSameSlot_AndAnotherSeedAnother()
    {
        Trajectory[] drafts = Drafts("+++-", "++--", "+---", "----");
        Trajectory[] revisions = Revise(drafts, (0, "++++"));
        int? Slot(ulong seed) => new HindsightCurator(new HindsightOptions(), seed).Select(Groups.Task, drafts, revisions).Revisions[0].ReplacedIndex;

        Enumerable.Range(0, 20).Select(s => Slot((ulong)s)).Should().Equal(Enumerable.Range(0, 20).Select(s => Slot((ulong)s)));
        Enumerable.Range(0, 200).GroupBy(s => Slot((ulong)s)).Select(g => g.Count()).Should().HaveCount(4).And.OnlyContain(n => n > 25, "50 are expected of each, 6 their deviation");
    }

    [Fact]
    public void Select_ForeignOrDoubleRevision_IsRefused()
    {
        Trajectory[] drafts = Drafts("++--", "+++?");
        var curator = new HindsightCurator(Worst, 1);
        FluentActions.Invoking(() => curator.Select(Groups.Task, drafts, Revise(drafts, (1, "++++")))).Should().Throw<ArgumentException>().WithMessage("*not among the graded drafts*");
        FluentActions.Invoking(() => curator.Select(Groups.Task, drafts, Revise(drafts, (0, "++++"), (0, "++++")))).Should().Throw<ArgumentException>().WithMessage("*two revisions*");
    }

    [Fact]
    public void Select_AnyGroup_KeepsItsPromises()
    {
        Gen<string> verdicts = Gen.Int[0, 2].Array[4].Select(v => string.Concat(v.Select(i => "+-?"[i])));
        Gen<HindsightOptions> options = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 2], Gen.Bool, Gen.Bool, Gen.Bool).Select((l, r, bonus, worst, improve, fill) => new HindsightOptions
        {
            Candidates = l, RevisionsKept = r, Bonus = (BonusKind)bonus, Slot = worst ? SlotKind.Worst : SlotKind.Random, MustImprove = improve, FillWithBest = fill,
        });
        Gen.Select(verdicts.Array[1, 6], verdicts.Array[6], options, Gen.ULong).Sample((answers, revised, o, seed) =>
        {
            Trajectory[] drafts = Drafts(answers);
            var curator = new HindsightCurator(o, seed);
            Trajectory[] revisions = [.. curator.SelectCandidates(Groups.Task, Rubric, drafts).Select(c => Groups.Revision(Rubric, c.Draft, drafts.Length, revised[c.Draft.Index]))];
            TrajectoryGroup group = HindsightCurator.AssignAdvantages([curator.Select(Groups.Task, drafts, revisions)], AdvantageKind.Grpo)[0];
            int graded = drafts.Count(d => d.Grade.IsGraded), kept = group.Revisions.Count(r => r.Standing == TrajectoryStanding.Kept);
            double best = drafts.Max(d => d.Grade.Score) ?? 0;

            group.Members.Should().HaveCount(graded < 2 ? 0 : graded);
            group.Drafts.Should().HaveCount(drafts.Length).And.NotContain(d => d.Standing == TrajectoryStanding.Pending);
            group.Revisions.Should().HaveCount(revisions.Length).And.NotContain(r => r.Standing == TrajectoryStanding.Pending);
            kept.Should().BeLessThanOrEqualTo(o.RevisionsKept);
            group.Revisions.Where(r => r.Standing == TrajectoryStanding.Kept).Should().NotContain(r => r.Reward < best);
            group.Members.Should().NotContain(m => !m.Grade.IsGraded || m.Reward == null || m.Advantage == null);
            group.Members.Select(m => m.ReplacedIndex ?? m.Index).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        });
    }

    private static TrajectoryGroup Curate(HindsightOptions options, Trajectory[] drafts, Trajectory[] revisions) =>
        HindsightCurator.AssignAdvantages([new HindsightCurator(options, 1).Select(Groups.Task, drafts, revisions)], AdvantageKind.Grpo)[0];

    private static Trajectory[] Drafts(params string[] verdicts) => [.. verdicts.Select((v, i) => Groups.Draft(Rubric, i, v))];

    private static Trajectory[] Revise(Trajectory[] drafts, params (int Draft, string Verdicts)[] revisions) =>
        [.. revisions.Select(r => Groups.Revision(Rubric, drafts[r.Draft], drafts.Length, r.Verdicts))];
}
