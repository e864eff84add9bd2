using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Trajectories;

namespace Hindsight.Training;

/// <summary>Counts a step.</summary>
internal static class StepReportBuilder
{
    /// <summary>The step's numbers; times, warnings and held-out measurement are filled in afterwards.</summary>
    public static StepReport Build(
        int step, int tasksTooLong, int hindsightTooLong, IReadOnlyList<TrajectoryGroup> groups, IReadOnlyList<RubricUsage> advice, IRubricSource rubrics, double successThreshold,
        LearningReport? learning)
    {
        List<Trajectory> drafts = groups.SelectMany(g => g.Drafts).ToList(), revisions = groups.SelectMany(g => g.Revisions).ToList();
        List<Trajectory> all = [.. drafts, .. revisions];
        List<Grade> grades = drafts.Select(d => d.Grade).ToList();
        List<(double Draft, double Revision)> revised = groups.SelectMany(Pairs).ToList();
        List<TrajectoryGroup> trained = groups.Where(g => g.Status == GroupStatus.Trained).ToList();
        GradeUsage judges = GradeUsage.Sum([.. all.Select(t => t.Grade.Usage), .. advice.Select(a => a.Usage)]);
        return new StepReport
        {
            Step = step,
            Tasks = groups.Count,
            TasksTooLong = tasksTooLong,
            Drafts = drafts.Count,
            MeanScore = GradeStatistics.MeanScore(grades),
            PassRate = GradeStatistics.PassRate(grades, successThreshold),
            CriterionRates = GradeStatistics.CriterionRates(groups.SelectMany(g => g.Drafts.Where(d => d.Grade.IsGraded).Select(d => (rubrics.Resolve(g.Task), d.Grade)))),
            MeanReward = groups.SelectMany(g => g.Members).Select(m => m.Reward ?? double.NaN).DefaultIfEmpty(double.NaN).Average(),
            RewardSpread = trained.Select(g => GradeStatistics.StandardDeviation(g.Members.Select(m => m.Reward!.Value).ToList())).DefaultIfEmpty(0).Average(),
            Ungraded = GradeStatistics.Causes(all.Select(t => t.Grade)),
            GroupsTrained = trained.Count,
            GroupsWithoutSpread = groups.Count(g => g.Status == GroupStatus.NoSpread),
            GroupsSkipped = groups.Count(g => g.Status == GroupStatus.Skipped),
            Revisions = revisions.Count,
            RevisionsBetter = revised.Count(r => r.Revision > r.Draft),
            RevisionsWorse = revised.Count(r => r.Revision < r.Draft),
            RevisionsRepeated = revisions.Count(r => r.Standing == TrajectoryStanding.Repeated),
            RevisionsKept = revisions.Count(r => r.Standing == TrajectoryStanding.Kept),
            HindsightTooLong = hindsightTooLong,
            RevisionGain = revised.Select(r => r.Revision - r.Draft).DefaultIfEmpty(double.NaN).Average(),
            TruncationRate = Share(drafts, d => d.Sample.FinishReason == FinishReason.Length),
            MeanResponseTokens = drafts.Select(d => (double)d.Sample.ResponseTokens.Length).DefaultIfEmpty(double.NaN).Average(),
            Surprisal = Surprisal(drafts),
            SampledTokens = all.Sum(t => (long)t.Sample.ResponseTokens.Length),
            Learning = learning,
            JudgeCalls = judges.Calls,
            JudgeInputTokens = judges.InputTokens,
            JudgeOutputTokens = judges.OutputTokens,
            JudgeCost = judges.Cost,
            AdviceUsage = advice,
            Steering = all.Count(t => t.Grade.Steering?.Kind == VerdictKind.Met),
            GoldScores = all.Count(t => t.Grade.Gold?.Score is not null),
            GoldGap = GradeStatistics.GoldGaps(all.Select(t => t.Grade)).DefaultIfEmpty(double.NaN).Average(),
            Panels = PanelAgreement.Of(all.SelectMany(t => t.Grade.Verdicts)),
            Warnings = [],
            Times = new StepTimes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        };
    }

    private static IEnumerable<(double Draft, double Revision)> Pairs(TrajectoryGroup group) =>
        from revision in @group.Revisions
        let draft = @group.Drafts[revision.ParentIndex!.Value]
        where draft.Grade.IsGraded && revision.Grade.IsGraded
        select (draft.Grade.Score!.Value, revision.Grade.Score!.Value);

    private static double Surprisal(List<Trajectory> drafts)
    {
        long tokens = drafts.Sum(d => (long)d.Sample.RawLogProbs.Length);
        return tokens == 0 ? double.NaN : -drafts.Sum(d => d.Sample.RawLogProbs.Sum(p => (double)p)) / tokens;
    }

    private static double Share(List<Trajectory> trajectories, Func<Trajectory, bool> predicate) =>
        trajectories.Count == 0 ? double.NaN : (double)trajectories.Count(predicate) / trajectories.Count;
}
