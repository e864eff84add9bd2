namespace Hindsight.Worker.Experiments;

/// <summary>A mean with its standard deviation over seeds at one place of the horizontal axis.</summary>
internal readonly record struct SeriesPoint(double X, double Mean, double Deviation);
