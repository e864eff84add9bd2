namespace Hindsight.Training;

/// <summary>A counter-based stream of random numbers (SplitMix64): the value depends on the seed and the position alone, so a stream resumes anywhere without state.</summary>
/// <param name="seed">The stream's seed, from <see cref="Seeds"/>.</param>
public struct RandomStream(ulong seed)
{
    private ulong _position;

    /// <summary>The 64 random bits at a position of a seed's stream.</summary>
    public static ulong At(ulong seed, ulong position)
    {
        ulong z = seed + (position + 1) * 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>The uniform number in [0, 1) at a position of a seed's stream, a multiple of 2^−53.</summary>
    public static double UniformAt(ulong seed, ulong position) => (At(seed, position) >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next uniform number in [0, 1).</summary>
    public double NextDouble() => UniformAt(seed, _position++);

    /// <summary>The next whole number in [0, <paramref name="bound"/>), without bias.</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong range = (ulong)bound, limit = ulong.MaxValue - ulong.MaxValue % range;
        ulong bits;
        do bits = At(seed, _position++);
        while (bits >= limit);
        return (int)(bits % range);
    }

    /// <summary>Shuffles in place (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
