using Hindsight.Tasks;

namespace Hindsight.Trajectories;

/// <summary>One task's trajectories of one step, after selection.</summary>
public sealed record TrajectoryGroup
{
    /// <summary>The task.</summary>
    public required TrainingTask Task { get; init; }

    /// <summary>All drafts in order, with reward, advantage and standing filled in.</summary>
    public required IReadOnlyList<Trajectory> Drafts { get; init; }

    /// <summary>All revisions in candidate order, with reward, advantage and standing filled in.</summary>
    public required IReadOnlyList<Trajectory> Revisions { get; init; }

    /// <summary>What becomes of it.</summary>
    public required GroupStatus Status { get; init; }

    /// <summary>The members that are trained on, by slot: graded drafts, and kept revisions in the places that they took.</summary>
    public required IReadOnlyList<Trajectory> Members { get; init; }
}
