namespace Hindsight.Presentation;

/// <summary>A number of a report with its name.</summary>
/// <param name="Name">What it is, as it is printed.</param>
/// <param name="Value">The number; NaN: there is none.</param>
/// <param name="Unit">What kind of number it is.</param>
public sealed record ReportFigure(string Name, double Value, FigureUnit Unit);
