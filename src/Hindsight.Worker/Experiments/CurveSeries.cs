namespace Hindsight.Worker.Experiments;

/// <summary>One line of a chart, its points from left to right.</summary>
internal sealed record CurveSeries(string Name, IReadOnlyList<SeriesPoint> Points);
