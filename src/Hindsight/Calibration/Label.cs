using Hindsight.Rubrics;

namespace Hindsight.Calibration;

/// <summary>What a person says of a criterion of an answer.</summary>
/// <param name="Criterion">The criterion, of kind judge.</param>
/// <param name="Rating">1 met, 0 unmet; of a levelled criterion the level's degree.</param>
public sealed record Label(Criterion Criterion, double Rating);
