namespace Hindsight.Calibration;

/// <summary>What a judge or panel said of labelled answers.</summary>
/// <param name="Judge">Its name.</param>
/// <param name="IsPanel">Whether it is a panel.</param>
/// <param name="Readings">One for each answer, in their order.</param>
public sealed record JudgeTrial(string Judge, bool IsPanel, IReadOnlyList<CalibrationReading> Readings);
