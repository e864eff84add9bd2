using Hindsight.Training;

namespace Hindsight.Checks.Generation;

/// <summary>The random choices of one task.</summary>
/// <param name="seed">From which they follow.</param>
/// <param name="prompt">The request that constraints are added to.</param>
/// <param name="pools">The texts that arguments are taken from.</param>
internal sealed class TaskChoices(ulong seed, string prompt, IReadOnlyDictionary<string, IReadOnlyList<string>> pools)
{
    private readonly HashSet<string> _taken = [];
    private RandomStream _random = new(seed);

    /// <summary>A whole number from the smallest to the largest, in steps.</summary>
    public int Between(int smallest, int largest, int step = 1) => smallest + (_random.NextInt((largest - smallest) / step + 1) * step);

    public T OneOf<T>(IReadOnlyList<T> items) => items[_random.NextInt(items.Count)];

    /// <summary>A text of a pool that was not taken before.</summary>
    public string Take(string pool)
    {
        if (pool == ArgumentSource.Prompt)
            return prompt;
        string text = OneOf([.. pools[pool].Where(t => !_taken.Contains(t))]);
        _taken.Add(text);
        return text;
    }

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        _random.Shuffle(shuffled.AsSpan());
        return shuffled;
    }
}
