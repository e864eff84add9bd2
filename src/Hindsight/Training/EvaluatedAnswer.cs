using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Tasks;

namespace Hindsight.Training;

/// <summary>An answer to a task with its grade.</summary>
/// <param name="Task">The task.</param>
/// <param name="Sample">The answer.</param>
/// <param name="Grade">Its grade.</param>
public sealed record EvaluatedAnswer(TrainingTask Task, Sample Sample, Grade Grade);
