namespace Hindsight.Calibration;

/// <summary>How far two judges say the same, whatever the labels are.</summary>
/// <param name="First">One judge's name.</param>
/// <param name="Second">The other's.</param>
/// <param name="Compared">Labels that both decided.</param>
/// <param name="Kappa">Cohen's kappa of the two.</param>
public sealed record JudgePair(string First, string Second, int Compared, double Kappa);
