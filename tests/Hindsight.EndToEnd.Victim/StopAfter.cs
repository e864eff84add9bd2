using Hindsight.Training;

namespace Hindsight.EndToEnd.Victim;

/// <summary>Asks a run to stop while it is in the middle of a step.</summary>
internal sealed class StopAfter(int step, CancellationTokenSource stop) : ITrainingObserver
{
    public void OnPhase(int at, TrainingPhase phase)
    {
        if (at == step && phase == TrainingPhase.Revising) stop.Cancel();
    }

    public void OnEvaluated(int at, EvaluationReport report)
    {
    }

    public void OnStep(StepReport report)
    {
    }
}
