namespace Hindsight.Trajectories;

/// <summary>How a trajectory came about.</summary>
public enum TrajectoryRole
{
    /// <summary>The policy's answer to the task's prompt: a draft.</summary>
    Sampled,

    /// <summary>The policy's revision of its own draft, asked for by a hindsight prompt.</summary>
    Revised,

    /// <summary>Recorded from a live application.</summary>
    Captured,
}
