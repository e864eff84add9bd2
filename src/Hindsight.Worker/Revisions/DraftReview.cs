using Hindsight.Curation;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;
using Hindsight.Trajectories;

namespace Hindsight.Worker.Revisions;

/// <summary>What the training loop's curator would have a draft revised for.</summary>
/// <param name="rubrics">The tasks' rubrics.</param>
/// <param name="successThreshold">The score from which on a draft is content.</param>
internal sealed class DraftReview(IRubricSource rubrics, double successThreshold)
{
    private readonly HindsightCurator _curator = new(new HindsightOptions { SuccessThreshold = successThreshold }, seed: 0);

    /// <summary>What the draft satisfies and what it does not; <see langword="null"/> where its score reaches the threshold.</summary>
    public HindsightContext? Of(TrainingTask task, Sample draft, Grade grade)
    {
        var trajectory = new Trajectory { Step = 0, TaskId = task.Id, Index = 0, Role = TrajectoryRole.Sampled, Sample = draft, Grade = grade };

        // A group has at least two drafts; of two equal ones the first is the candidate.
        IReadOnlyList<HindsightContext> candidates = _curator.SelectCandidates(task, rubrics.Resolve(task), [trajectory, trajectory with { Index = 1 }]);
        return candidates.Count > 0 ? candidates[0] : null;
    }
}
