using Hindsight.Tasks;

namespace Hindsight.Rubrics;

/// <summary>Where rubrics come from.</summary>
public interface IRubricSource
{
    /// <summary>The rubric by which a task's answers are judged: the named (or configured) one with the task's own criteria merged in and its variables filled in.</summary>
    /// <exception cref="RubricException">There is no such rubric, it is faulty, or the task lacks a variable: the answer is ungraded (<see cref="Grading.UngradedCause.RubricFault"/>).</exception>
    Rubric Resolve(TrainingTask task);
}
