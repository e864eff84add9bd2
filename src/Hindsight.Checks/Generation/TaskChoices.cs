using Hindsight.Training;

namespace Hindsight.Checks.Generation;

/// <summary>The random choices of one task.</summary>
/// <param name="seed">From which they follow.</param>
/// <param name="prompt">The request that constraints are added to.</param>
/// <param name="pools">The texts that arguments are taken from.</param>
/// <param name="used">Texts that the prompt's own criteria name: nothing is taken that contains one of them or is part of one, which could be demanded and forbidden at once.</param>
internal sealed class TaskChoices(ulong seed, string prompt, IReadOnlyDictionary<string, IReadOnlyList<string>> pools, IReadOnlyList<string>? used = null)
{
    private readonly HashSet<string> _taken = used is null ? [] : [.. pools.Values.SelectMany(p => p).Where(text => used.Any(u => Overlap(text, u)))];
    private RandomStream _random = new(seed);

    /// <summary>A whole number from the smallest to the largest, in steps.</summary>
    public int Between(int smallest, int largest, int step = 1) => smallest + (_random.NextInt((largest - smallest) / step + 1) * step);

    public T OneOf<T>(IReadOnlyList<T> items) => items[_random.NextInt(items.Count)];

    /// <summary>A text of a pool that was not taken before.</summary>
    public string Take(string pool)
    {
        if (pool == ArgumentSource.Prompt)
            return prompt;
        string text = OneOf([.. Left(pool)]);
        _taken.Add(text);
        return text;
    }

    /// <summary>Whether a pool has so many texts left. A request of several lines is none to repeat: its lines and paragraphs would count among the answer's.</summary>
    public bool Has(string pool, int texts) => pool == ArgumentSource.Prompt ? !prompt.Contains('\n') : Left(pool).Count() >= texts;

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        _random.Shuffle(shuffled.AsSpan());
        return shuffled;
    }

    private IEnumerable<string> Left(string pool) => pools[pool].Where(t => !_taken.Contains(t));

    // A single letter is in nearly every text, and forbids none.
    private static bool Overlap(string text, string used) => used.Length > 1 && (text.Contains(used, StringComparison.OrdinalIgnoreCase) || used.Contains(text, StringComparison.OrdinalIgnoreCase));
}
