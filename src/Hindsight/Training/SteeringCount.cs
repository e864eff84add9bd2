namespace Hindsight.Training;

/// <summary>What the steering probe found in answers.</summary>
/// <param name="Asked">Answers of which it was asked whether they speak to their grader.</param>
/// <param name="Flagged">Those that do.</param>
/// <param name="Zeroed">Those of them whose score is 0 for it.</param>
/// <param name="Unknown">Those of which the judge could not say.</param>
public sealed record SteeringCount(int Asked, int Flagged, int Zeroed, int Unknown);
