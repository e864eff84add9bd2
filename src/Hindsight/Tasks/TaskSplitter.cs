using Hindsight.Training;

namespace Hindsight.Tasks;

/// <summary>Splits tasks into those trained on and those held out, by a stable hash of the id alone: a task stays on its side whatever other tasks there are.</summary>
/// <param name="heldOutShare">The share held out, 0 to 1. Default: 0.2.</param>
public sealed class TaskSplitter(double heldOutShare = 0.2)
{
    private readonly double _heldOutShare = heldOutShare is >= 0 and <= 1
        ? heldOutShare
        : throw new ArgumentOutOfRangeException(nameof(heldOutShare), heldOutShare, "Expected a share from 0 to 1.");

    /// <summary>The side of a task.</summary>
    public TaskSplit SplitOf(string taskId) =>
        RandomStream.UniformAt(Seeds.Derive(0, "split", taskId: taskId), 0) < _heldOutShare ? TaskSplit.HeldOut : TaskSplit.Train;
}
