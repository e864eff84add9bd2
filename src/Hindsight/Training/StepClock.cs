namespace Hindsight.Training;

/// <summary>Measures where a step's time goes and tells the observer.</summary>
internal sealed class StepClock(TimeProvider time, ITrainingObserver? observer, int step)
{
    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<TrainingPhase, TimeSpan> _spent = [];
    private TrainingPhase? _phase;
    private long _since;

    /// <summary>Ends the phase in hand and begins another.</summary>
    public void Enter(TrainingPhase phase)
    {
        Leave();
        (_phase, _since) = (phase, time.GetTimestamp());
        observer?.OnPhase(step, phase);
    }

    /// <summary>The times up to now.</summary>
    public StepTimes Read(long sampledTokens)
    {
        Leave();
        double sampling = Seconds(TrainingPhase.Sampling) + Seconds(TrainingPhase.Revising);
        return new StepTimes(
            Seconds(TrainingPhase.Sampling), Seconds(TrainingPhase.Grading), Seconds(TrainingPhase.Revising), Seconds(TrainingPhase.Regrading),
            Seconds(TrainingPhase.Learning), Seconds(TrainingPhase.Evaluating), Seconds(TrainingPhase.Saving), time.GetElapsedTime(_began).TotalSeconds,
            sampling > 0 ? sampledTokens / sampling : 0, Environment.WorkingSet / 1e6);
    }

    private double Seconds(TrainingPhase phase) => _spent.GetValueOrDefault(phase).TotalSeconds;

    private void Leave()
    {
        if (_phase is { } phase) _spent[phase] = _spent.GetValueOrDefault(phase) + time.GetElapsedTime(_since);
        _phase = null;
    }
}
