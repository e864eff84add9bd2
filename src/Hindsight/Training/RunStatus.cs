namespace Hindsight.Training;

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    /// <summary>It runs, or was killed while it ran.</summary>
    Running,

    /// <summary>It was stopped between two steps and can be resumed.</summary>
    Stopped,

    /// <summary>It has done all its steps.</summary>
    Completed,

    /// <summary>It ended with an error.</summary>
    Failed,
}
