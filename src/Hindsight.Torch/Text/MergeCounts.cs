namespace Hindsight.Torch.Text;

/// <summary>How often each pair of neighbouring tokens occurs in a set of words, kept while pairs are merged.</summary>
internal sealed class MergeCounts
{
    private readonly List<int[]> _words = [];
    private readonly List<long> _frequencies = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];
    private readonly PriorityQueue<(int Left, int Right, long Count), (long Count, int Left, int Right)> _queue = new();

    /// <summary>Counts the pairs of words.</summary>
    public MergeCounts(IEnumerable<(int[] Tokens, long Count)> words)
    {
        foreach ((int[] tokens, long count) in words)
        {
            _words.Add(tokens);
            _frequencies.Add(count);
            Change(_words.Count - 1, 1, []);
        }

        foreach ((int Left, int Right) pair in _counts.Keys) Enqueue(pair);
    }

    /// <summary>The most frequent pair, the one with the smaller ids first among equals; it is not found again.</summary>
    public bool TryTakeBest(int minimum, out int left, out int right)
    {
        while (_queue.TryDequeue(out (int Left, int Right, long Count) best, out _))
        {
            (left, right) = (best.Left, best.Right);
            // An entry is stale once the pair's count has changed: a fresh one was queued then.
            if (_counts.GetValueOrDefault((left, right)) == best.Count) return best.Count >= minimum;
        }

        (left, right) = (-1, -1);
        return false;
    }

    /// <summary>Puts one token where a pair stands.</summary>
    public void Merge(int left, int right, int token)
    {
        var changed = new HashSet<(int, int)>();
        foreach (int word in _places[(left, right)].Order().ToArray())
        {
            int[] old = _words[word];
            Change(word, -1, changed);
            var merged = new List<int>(old.Length);
            for (int i = 0; i < old.Length; i++)
            {
                bool isPair = i + 1 < old.Length && old[i] == left && old[i + 1] == right;
                merged.Add(isPair ? token : old[i]);
                if (isPair) i++;
            }

            _words[word] = [.. merged];
            Change(word, 1, changed);
        }

        foreach ((int Left, int Right) pair in changed)
        {
            if (_counts.GetValueOrDefault(pair) > 0) Enqueue(pair);
        }
    }

    private void Change(int word, int sign, HashSet<(int, int)> changed)
    {
        int[] tokens = _words[word];
        for (int i = 0; i + 1 < tokens.Length; i++)
        {
            (int, int) pair = (tokens[i], tokens[i + 1]);
            _counts[pair] = _counts.GetValueOrDefault(pair) + sign * _frequencies[word];
            if (!_places.TryGetValue(pair, out HashSet<int>? places)) _places.Add(pair, places = []);
            if (sign > 0) places.Add(word);
            else places.Remove(word);
            changed.Add(pair);
        }
    }

    private void Enqueue((int Left, int Right) pair) => _queue.Enqueue((pair.Left, pair.Right, _counts[pair]), (-_counts[pair], pair.Left, pair.Right));
}
