namespace Hindsight.Training;

/// <summary>How a run stands.</summary>
public enum RunStatus
{
    /// <summary>It runs; in the store also what was killed while it ran, or ended at once.</summary>
    Running,

    /// <summary>It was stopped between two steps and can be resumed.</summary>
    Stopped,

    /// <summary>It has done all its steps.</summary>
    Completed,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It ended in the middle of a step, and can be resumed: the store says that it runs, and no process has it. Never stored, because what is killed stores nothing.</summary>
    Interrupted,
}
