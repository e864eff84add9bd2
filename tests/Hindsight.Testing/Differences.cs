namespace Hindsight.Testing;

/// <summary>How far numbers are from those to agree with.</summary>
public static class Differences
{
    /// <summary>The largest difference; infinite where there are more or fewer numbers, or one of them is NaN alone, which <c>Zip</c> and <c>Max</c> would pass over.</summary>
    public static double Largest(IEnumerable<double> actual, IEnumerable<double> expected)
    {
        double[] a = [.. actual], b = [.. expected];
        if (a.Length != b.Length) return double.PositiveInfinity;
        double largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i].Equals(b[i])) continue;
            double difference = Math.Abs(a[i] - b[i]);
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }

    /// <inheritdoc cref="Largest(IEnumerable{double}, IEnumerable{double})"/>
    public static double Largest(IEnumerable<float> actual, IEnumerable<float> expected) => Largest(actual.Select(value => (double)value), expected.Select(value => (double)value));

    /// <inheritdoc cref="Largest(IEnumerable{double}, IEnumerable{double})"/>
    public static double Largest(IEnumerable<float> actual, IEnumerable<double> expected) => Largest(actual.Select(value => (double)value), expected);
}
