namespace Hindsight.Training;

/// <summary>How a run is told to end before its last step.</summary>
/// <param name="AfterStep">Ends it after the step in hand, with a checkpoint.</param>
/// <param name="AtOnce">Ends it in the middle of whatever it does; the last checkpoint stays.</param>
public readonly record struct TrainingStop(CancellationToken AfterStep, CancellationToken AtOnce);
