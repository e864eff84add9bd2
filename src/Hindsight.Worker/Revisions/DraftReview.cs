using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Worker.Revisions;

/// <summary>What the training loop's curator would have a draft revised for.</summary>
internal static class DraftReview
{
    private static readonly HindsightCurator Curator = new(new HindsightOptions(), seed: 0);

    /// <summary>What the draft satisfies and what it does not; <see langword="null"/> where it has the full score.</summary>
    public static HindsightContext? Of(TrainingTask task, Sample draft, Grade grade, IRubricSource rubrics)
    {
        var trajectory = new Trajectory { Step = 0, TaskId = task.Id, Index = 0, Role = TrajectoryRole.Sampled, Sample = draft, Grade = grade };

        // A group has at least two drafts; of two equal ones the first is the candidate.
        IReadOnlyList<HindsightContext> candidates = Curator.SelectCandidates(task, rubrics.Resolve(task), [trajectory, trajectory with { Index = 1 }]);
        return candidates.Count > 0 ? candidates[0] : null;
    }
}
