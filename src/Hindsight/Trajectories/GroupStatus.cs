namespace Hindsight.Trajectories;

/// <summary>What becomes of a group.</summary>
public enum GroupStatus
{
    /// <summary>It is trained on.</summary>
    Trained,

    /// <summary>All its rewards are equal: advantages are 0; its tokens count in the denominator only.</summary>
    NoSpread,

    /// <summary>Fewer than two graded members: left out and counted.</summary>
    Skipped,
}
