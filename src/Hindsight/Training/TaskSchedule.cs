using Hindsight.Tasks;

namespace Hindsight.Training;

/// <summary>Which tasks each step trains on: seeded permutations of the training tasks, one an epoch, so that no task occurs twice in a step.</summary>
/// <remarks>A step's tasks depend on the seed and the step alone. What is left of an epoch when fewer tasks than a step's remain is not used in it.</remarks>
public sealed class TaskSchedule
{
    private readonly IReadOnlyList<TrainingTask> _tasks;
    private readonly int _tasksPerStep;
    private readonly ulong _seed;

    /// <summary>A schedule over <paramref name="tasks"/>.</summary>
    /// <exception cref="ArgumentException">There are fewer tasks than a step takes.</exception>
    public TaskSchedule(IReadOnlyList<TrainingTask> tasks, int tasksPerStep, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tasksPerStep);
        if (tasks.Count < tasksPerStep)
        {
            throw new ArgumentException(
                $"There are {tasks.Count} training tasks; a step takes {tasksPerStep} different ones (Training:PromptsPerStep).", nameof(tasks));
        }

        (_tasks, _tasksPerStep, _seed) = (tasks, tasksPerStep, seed);
    }

    /// <summary>The tasks of a step, counted from 1.</summary>
    public IReadOnlyList<TrainingTask> TasksOf(int step)
    {
        int stepsPerEpoch = _tasks.Count / _tasksPerStep;
        (int epoch, int place) = Math.DivRem(step - 1, stepsPerEpoch);
        int[] order = Enumerable.Range(0, _tasks.Count).ToArray();
        new RandomStream(Seeds.Derive(_seed, "shuffle", epoch)).Shuffle(order.AsSpan());
        return order.AsSpan(place * _tasksPerStep, _tasksPerStep).ToArray().Select(i => _tasks[i]).ToList();
    }
}
