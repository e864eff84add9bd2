using Hindsight.Grading;
using Hindsight.Learning;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Curation;

/// <summary>All of the specification's section 3 that is not sampling, grading or gradient: which drafts are revised, what their revisions earn them, which revisions are kept, in whose place.</summary>
/// <remarks>Pure: its results depend on the options, the seed and the arguments alone.</remarks>
/// <param name="options">The options of curation.</param>
/// <param name="seed">The run's seed, for random slots.</param>
public sealed class HindsightCurator(HindsightOptions options, ulong seed)
{
    /// <summary>Scores nearer than this count as equal, so that the order of a sum decides nothing.</summary>
    internal const double Tolerance = 1e-6;

    /// <summary>The drafts to revise, in the order of their revisions (section 3.3): those tied at the group's best score, most criteria satisfied first, then by index, at most L.</summary>
    /// <param name="task">The task.</param>
    /// <param name="rubric">Its rubric, as <see cref="IRubricSource.Resolve"/> gave it.</param>
    /// <param name="drafts">All drafts of the group, by index.</param>
    /// <returns>Empty where hindsight is off, fewer than two drafts are graded, or the best score reaches the threshold.</returns>
    public IReadOnlyList<HindsightContext> SelectCandidates(TrainingTask task, Rubric rubric, IReadOnlyList<Trajectory> drafts)
    {
        ArgumentNullException.ThrowIfNull(rubric);
        ArgumentNullException.ThrowIfNull(drafts);
        List<Trajectory> graded = Graded(drafts);
        if (!options.Enabled || graded.Count < 2) return [];
        double best = graded.Max(Score);
        if (best >= options.SuccessThreshold - Tolerance) return [];
        return
        [
            // What was set to 0 because it speaks to its grader is no draft to build on.
            .. graded.Where(d => Score(d) >= best - Tolerance && d.Grade.Steering is not { Zeroed: true })
                .Select(d => Context(task, rubric, d))
                // A score that was set to 0 for another reason than a criterion leaves nothing to revise for.
                .Where(c => c.Unsatisfied.Count > 0)
                .OrderByDescending(c => c.Satisfied.Count).ThenBy(c => c.Draft.Index)
                .Take(options.Candidates),
        ];
    }

    /// <summary>Bonus, selection and replacement (sections 3.4 to 3.6). Advantages are assigned afterwards, to all groups of a step at once.</summary>
    /// <param name="task">The task.</param>
    /// <param name="drafts">All drafts of the group, by index.</param>
    /// <param name="revisions">The revisions in candidate order; empty where there is none.</param>
    /// <returns>The group with rewards and standings; kept revisions know the slot that they took.</returns>
    /// <exception cref="ArgumentException">A revision's draft is not among the graded drafts, or is revised twice.</exception>
    public TrajectoryGroup Select(TrainingTask task, IReadOnlyList<Trajectory> drafts, IReadOnlyList<Trajectory> revisions)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        ArgumentNullException.ThrowIfNull(revisions);
        List<Trajectory> graded = Graded(drafts);
        Trajectory[] drawn = [.. revisions.Select(r => r with { Standing = StandingOf(r, DraftOf(r, graded)) })];
        if (drawn.DistinctBy(r => r.ParentIndex).Count() != drawn.Length) throw new ArgumentException("A draft has two revisions.", nameof(revisions));
        if (graded.Count < 2) return Skipped(task, drafts);

        Dictionary<int, Trajectory> members = graded.ToDictionary(d => d.Index, d => d with { Standing = TrajectoryStanding.Member, Reward = Reward(d, drawn) });
        Dictionary<int, Trajectory> sampled = new(members);
        Slots slots = new(options.Slot, seed, graded);
        Keep(members, slots, drawn, graded.Max(Score));
        if (options.FillWithBest && drawn.Length > 0) FillWithBest(members, sampled, slots);

        Dictionary<int, Trajectory> kept = members.Values.Where(m => m.Role == TrajectoryRole.Revised).ToDictionary(m => m.Index);
        Trajectory[] inOrder = [.. members.OrderBy(m => m.Key).Select(m => m.Value)];
        return new TrajectoryGroup
        {
            Task = task,
            Drafts = [.. drafts.Select(d => Stand(d, members))],
            Revisions = [.. drawn.Select(r => kept.GetValueOrDefault(r.Index, r))],
            Status = Advantages.HasSpread([.. inOrder.Select(m => m.Reward)]) ? GroupStatus.Trained : GroupStatus.NoSpread,
            Members = inOrder,
        };
    }

    /// <summary>Fills in the advantages of a step's groups (section 3.7).</summary>
    public static IReadOnlyList<TrajectoryGroup> AssignAdvantages(IReadOnlyList<TrajectoryGroup> groups, AdvantageKind kind)
    {
        ArgumentNullException.ThrowIfNull(groups);
        // A skipped group has no members, yet its one graded draft is among the step's graded rewards.
        double?[][] advantages = Advantages.Compute(kind, [.. groups.Select(g => (IReadOnlyList<double?>)[.. Rewarded(g).Select(t => t.Reward)])]);
        return [.. groups.Zip(advantages, Assign)];
    }

    private static IReadOnlyList<Trajectory> Rewarded(TrajectoryGroup group) => group.Status == GroupStatus.Skipped ? group.Drafts : group.Members;

    private static TrajectoryGroup Assign(TrajectoryGroup group, double?[] advantages)
    {
        if (group.Status == GroupStatus.Skipped) return group;
        Trajectory[] members = [.. group.Members.Zip(advantages, (m, a) => m with { Advantage = a })];
        return group with
        {
            Members = members,
            Drafts = [.. group.Drafts.Select(d => members.FirstOrDefault(m => m.Index == d.Index && m.ReplacedIndex is null) ?? d)],
            Revisions = [.. group.Revisions.Select(r => members.FirstOrDefault(m => m.Index == r.Index) ?? r)],
        };
    }

    private void Keep(Dictionary<int, Trajectory> members, Slots slots, Trajectory[] revisions, double best)
    {
        IEnumerable<Trajectory> qualified = revisions
            .Where(r => r.Standing == TrajectoryStanding.NotKept)
            .Where(r => options.MustImprove ? Score(r) > best + Tolerance : Score(r) >= best - Tolerance)
            .OrderByDescending(Score);
        foreach (Trajectory revision in qualified.Take(Math.Min(options.RevisionsKept, slots.Left)))
        {
            int slot = slots.Take();
            members[slot] = revision with { Standing = TrajectoryStanding.Kept, Reward = Score(revision), ReplacedIndex = slot };
        }
    }

    /// <summary>The reference code's filling: where fewer revisions were kept than R, the best drafts are copied into further slots, best first, one each, reward with bonus included. A copy never takes a better draft's place.</summary>
    private void FillWithBest(Dictionary<int, Trajectory> members, Dictionary<int, Trajectory> sampled, Slots slots)
    {
        int missing = options.RevisionsKept - slots.Taken;
        Trajectory[] best = [.. members.Values.Where(m => m.Role != TrajectoryRole.Revised).OrderByDescending(Score).ThenBy(m => m.Index)];
        foreach (Trajectory draft in best.Take(Math.Min(missing, slots.Left)))
        {
            int slot = slots.Take();
            if (slot != draft.Index && Score(draft) >= Score(sampled[slot])) members[slot] = draft with { ReplacedIndex = slot };
        }
    }

    private double Reward(Trajectory draft, Trajectory[] revisions)
    {
        Trajectory? revision = revisions.FirstOrDefault(r => r.ParentIndex == draft.Index && r.Standing == TrajectoryStanding.NotKept);
        if (revision is null) return Score(draft);
        double gain = Score(revision) - Score(draft);
        return Score(draft) + options.Bonus switch
        {
            BonusKind.Signed => options.Alpha * gain,
            BonusKind.Positive => options.Alpha * Math.Max(0, gain),
            BonusKind.None => 0,
            _ => throw new InvalidOperationException($"There is no bonus {options.Bonus}."),
        };
    }

    private static HindsightContext Context(TrainingTask task, Rubric rubric, Trajectory draft)
    {
        ILookup<bool, Criterion> criteria = rubric.Criteria.Zip(draft.Grade.Verdicts).Where(pair => pair.Second.Kind != VerdictKind.NotApplicable)
            .ToLookup(pair => RubricScore.IsSatisfied(pair.First, pair.Second), pair => pair.First);
        return new HindsightContext(task, draft, [.. criteria[true]], [.. criteria[false]]);
    }

    private static Trajectory DraftOf(Trajectory revision, List<Trajectory> graded) => graded.Find(d => d.Index == revision.ParentIndex)
        ?? throw new ArgumentException($"Revision {revision.Index} revises draft {revision.ParentIndex}, which is not among the graded drafts.");

    private static TrajectoryStanding StandingOf(Trajectory revision, Trajectory draft) =>
        !revision.Grade.IsGraded ? TrajectoryStanding.Ungraded
        : revision.Sample.Text == draft.Sample.Text ? TrajectoryStanding.Repeated
        : TrajectoryStanding.NotKept;

    private static Trajectory Stand(Trajectory draft, Dictionary<int, Trajectory> members)
    {
        if (!draft.Grade.IsGraded) return draft with { Standing = TrajectoryStanding.Ungraded };
        Trajectory member = members[draft.Index];
        return member.Index == draft.Index ? member : draft with { Standing = TrajectoryStanding.Replaced };
    }

    private static TrajectoryGroup Skipped(TrainingTask task, IReadOnlyList<Trajectory> drafts) => new()
    {
        Task = task,
        Drafts = [.. drafts.Select(d => d with { Standing = d.Grade.IsGraded ? TrajectoryStanding.GroupSkipped : TrajectoryStanding.Ungraded, Reward = d.Grade.Score })],
        Revisions = [],
        Status = GroupStatus.Skipped,
        Members = [],
    };

    private static List<Trajectory> Graded(IReadOnlyList<Trajectory> drafts) => [.. drafts.Where(d => d.Grade.IsGraded)];

    private static double Score(Trajectory trajectory) => trajectory.Grade.Score!.Value;
}
