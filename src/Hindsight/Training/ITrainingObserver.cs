using Hindsight.Rubrics;

namespace Hindsight.Training;

/// <summary>Watches a run while it goes. Calls come one at a time, from the loop; they must be quick.</summary>
public interface ITrainingObserver
{
    /// <summary>Rubrics were edited since the step before: what holds from this step on, and what was refused.</summary>
    void OnRubrics(int step, RubricChanges changes)
    {
    }

    /// <summary>A phase of a step begins (step 0: before the first).</summary>
    void OnPhase(int step, TrainingPhase phase);

    /// <summary>Held-out tasks were measured after a step (0: before the first).</summary>
    void OnEvaluated(int step, EvaluationReport report);

    /// <summary>A step is done and recorded.</summary>
    void OnStep(StepReport report);
}
