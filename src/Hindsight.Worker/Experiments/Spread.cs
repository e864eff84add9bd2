namespace Hindsight.Worker.Experiments;

/// <summary>A mean and a standard deviation.</summary>
internal readonly record struct Spread(double Mean, double Deviation);
