using Hindsight.Training;

namespace Hindsight.Worker.Experiments;

/// <summary>What a comparison gave.</summary>
/// <param name="Frozen">The settings that the tuning chose.</param>
/// <param name="Tuning">What it chose among.</param>
/// <param name="Arms">The arms; RLVR first, RLVR with the larger group last.</param>
/// <param name="Results">One for each arm and seed.</param>
internal sealed record ComparisonOutcome(
    TrainingSettings Frozen, IReadOnlyList<TuningRow> Tuning, IReadOnlyList<ExperimentArm> Arms, IReadOnlyList<ArmResult> Results)
{
    /// <summary>An arm's results in order of seeds.</summary>
    public IReadOnlyList<ArmResult> Of(ExperimentArm arm) => Results.Where(r => r.Arm == arm.Id).OrderBy(r => r.Seed).ToList();
}
