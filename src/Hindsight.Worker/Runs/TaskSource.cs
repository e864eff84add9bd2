using Hindsight.Tasks;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.OrderDesk;

namespace Hindsight.Worker.Runs;

/// <summary>The tasks that the settings name.</summary>
internal static class TaskSource
{
    // The order desk's tasks are the same whatever a run's seed is, so that runs can be compared.
    private const ulong OrderDeskSeed = 1;
    private const int TrainCount = 1024, HeldOutCount = 128;

    /// <summary>The tasks of the configured file, or the generated ones of the order desk.</summary>
    public static IReadOnlyList<TrainingTask> Load(HindsightSettings settings) =>
        settings.Tasks.Length == 0 ? OrderDeskTasks.Generate(OrderDeskSeed, TrainCount, HeldOutCount) : throw new NotSupportedException();
}
