namespace Hindsight.Suites;

/// <summary>A part of a whole.</summary>
/// <param name="Reached">The part.</param>
/// <param name="Of">The whole.</param>
public readonly record struct Share(double Reached, double Of)
{
    /// <summary>The part over the whole; NaN of nothing.</summary>
    public double Value => Reached / Of;

    /// <summary>Both together.</summary>
    public static Share operator +(Share a, Share b) => new(a.Reached + b.Reached, a.Of + b.Of);
}
