using Hindsight.Training;

namespace Hindsight.Worker.Runs;

/// <summary>How a run ended.</summary>
/// <param name="Result">What the loop says.</param>
/// <param name="PolicyFolder">Where the trained policy lies, or <see langword="null"/>: the run is not complete.</param>
internal sealed record RunOutcome(TrainingResult Result, string? PolicyFolder);
