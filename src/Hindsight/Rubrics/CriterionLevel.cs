namespace Hindsight.Rubrics;

/// <summary>One step of an ordinal criterion.</summary>
/// <param name="Degree">How far the criterion is fulfilled at this level, 0 to 1.</param>
/// <param name="Description">What an answer at this level is like.</param>
public sealed record CriterionLevel(double Degree, string Description);
