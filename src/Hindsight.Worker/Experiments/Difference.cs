namespace Hindsight.Worker.Experiments;

/// <summary>A mean difference over pairs with its 95 % confidence interval.</summary>
internal readonly record struct Difference(double Mean, double Low, double High)
{
    /// <summary>Whether zero lies outside the interval.</summary>
    public bool IsDistinct => Low > 0 || High < 0;
}
