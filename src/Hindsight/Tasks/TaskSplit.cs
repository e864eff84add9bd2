namespace Hindsight.Tasks;

/// <summary>What a task is used for.</summary>
public enum TaskSplit
{
    /// <summary>It is trained on.</summary>
    Train,

    /// <summary>It measures; it is never trained on.</summary>
    HeldOut,
}
