using System.Diagnostics;
using Hindsight.Training;

namespace Hindsight.EndToEnd.Victim;

/// <summary>Kills this process with SIGKILL the first time that the run reaches a named point: <c>step:phase:event:count</c>.</summary>
internal sealed class KillSwitch(string? point) : ITrainingObserver
{
    private readonly Dictionary<string, int> _reached = [];
    private readonly Lock _lock = new();
    private int _step;
    private TrainingPhase _phase = TrainingPhase.Evaluating;

    /// <summary>Something happened in the phase in hand.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="first">What the kill finds done.</param>
    public void Reach(string what, Action? first = null)
    {
        string name = $"{_step}:{_phase}:{what}";
        int count;
        lock (_lock) _reached[name] = count = _reached.GetValueOrDefault(name) + 1;
        if ($"{name}:{count}" != point) return;
        first?.Invoke();
        using Process self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite); // the signal is on its way; nothing may happen after it
    }

    public void OnPhase(int step, TrainingPhase phase)
    {
        (_step, _phase) = (step, phase);
        Reach("begin");
    }

    public void OnEvaluated(int step, EvaluationReport report) => Reach("evaluated");

    public void OnStep(StepReport report) => Reach("done");
}
