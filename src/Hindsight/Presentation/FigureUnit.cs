namespace Hindsight.Presentation;

/// <summary>What kind of number a <see cref="ReportFigure"/> is.</summary>
public enum FigureUnit
{
    /// <summary>How many; none where it is not named.</summary>
    Count,

    /// <summary>A score or a coefficient.</summary>
    Score,

    /// <summary>A share, 0 to 1.</summary>
    Share,

    /// <summary>A cost in the prices' currency.</summary>
    Cost,
}
