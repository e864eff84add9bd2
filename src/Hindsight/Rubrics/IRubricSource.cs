using Hindsight.Tasks;

namespace Hindsight.Rubrics;

/// <summary>Where rubrics come from.</summary>
public interface IRubricSource
{
    /// <summary>The rubric by which a task's answers are judged: the named (or configured) one with the task's own criteria merged in and its variables filled in.</summary>
    /// <exception cref="RubricException">There is no such rubric, it is faulty, or the task lacks a variable: the answer is ungraded (<see cref="Grading.UngradedCause.RubricFault"/>).</exception>
    Rubric Resolve(TrainingTask task);

    /// <summary>Takes up edits made since the last call. Called between steps, while nothing is graded, so that a step is judged by one version.</summary>
    /// <param name="tasks">The tasks that must go on being graded: an edit that one of them does not fit is refused.</param>
    /// <param name="faults">What else keeps answers from being graded by a rubric.</param>
    /// <returns>What was taken up and what was not; by default nothing ever is.</returns>
    RubricChanges Refresh(IReadOnlyList<TrainingTask> tasks, Func<Rubric, IReadOnlyList<RubricFault>> faults) => RubricChanges.None;
}
