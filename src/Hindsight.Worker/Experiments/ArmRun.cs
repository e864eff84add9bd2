using Hindsight.Training;

namespace Hindsight.Worker.Experiments;

/// <summary>One run to be made.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Settings">The settings with the arm applied; the seed is not yet in them.</param>
/// <param name="Seed">The seed.</param>
internal sealed record ArmRun(ExperimentArm Arm, TrainingSettings Settings, ulong Seed);
