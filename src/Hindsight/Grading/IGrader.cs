using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Tasks;

namespace Hindsight.Grading;

/// <summary>Judges an answer by its task's rubric.</summary>
public interface IGrader
{
    /// <summary>Grades one answer. A judge's failure is an ungraded answer with its cause, never an exception and never a score.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    Task<Grade> GradeAsync(TrainingTask task, Sample sample, CancellationToken cancellationToken);

    /// <summary>Everything that keeps answers from being graded by a rubric, whatever they are; empty: nothing.</summary>
    IReadOnlyList<RubricFault> Faults(Rubric rubric) => [];
}
