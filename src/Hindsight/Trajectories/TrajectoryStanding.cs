namespace Hindsight.Trajectories;

/// <summary>Where a trajectory stands after selection.</summary>
public enum TrajectoryStanding
{
    /// <summary>Not yet decided.</summary>
    Pending,

    /// <summary>A draft in the trained group.</summary>
    Member,

    /// <summary>A revision that took a draft's place in the trained group.</summary>
    Kept,

    /// <summary>A draft whose place a revision took.</summary>
    Replaced,

    /// <summary>A revision that was graded and not kept.</summary>
    NotKept,

    /// <summary>A revision whose text repeats its draft: no bonus, not kept.</summary>
    Repeated,

    /// <summary>It has no score.</summary>
    Ungraded,

    /// <summary>Its group had fewer than two graded members.</summary>
    GroupSkipped,
}
