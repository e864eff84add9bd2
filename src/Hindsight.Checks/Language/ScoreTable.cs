using System.Buffers.Binary;
using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>What each of many features of a text says for each of some labels, summed up by a linear classifier.</summary>
/// <remarks>
/// A table is a line of labels with blanks between them, three counts (features, scores, bytes of the features' text; 32 bits, little-endian), the features, a line each, for each feature a
/// byte with the number of its scores, and for each score a byte with its label, one with its lower part and one with its higher; all compressed by Brotli.
/// </remarks>
/// <typeparam name="TKey">What a feature is looked up by.</typeparam>
internal sealed class ScoreTable<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, (int Start, int Count)> _features;
    private readonly byte[] _table;
    private readonly int _labels, _low, _high;

    /// <summary>Reads a table that this library carries.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="key">The key of a feature, given its text.</param>
    public ScoreTable(string name, Func<ReadOnlySpan<char>, TKey> key)
    {
        byte[] table = Resource.Unpacked(name);
        int position = Array.IndexOf(table, (byte)'\n') + 1;
        Labels = Encoding.UTF8.GetString(table, 0, position - 1).Split(' ');
        int features = Next(), scores = Next(), length = Next();
        int counts = position + length, start = 0, index = 0;
        _table = table;
        _labels = counts + features;
        _low = _labels + scores;
        _high = _low + scores;
        _features = new Dictionary<TKey, (int, int)>(features);
        foreach (ReadOnlySpan<char> feature in Encoding.UTF8.GetString(table, position, length).AsSpan(..^1).EnumerateLines())
        {
            int count = table[counts + index++];
            _features.Add(key(feature), (start, count));
            start += count;
        }

        int Next()
        {
            position += sizeof(int);
            return BinaryPrimitives.ReadInt32LittleEndian(table.AsSpan(position - sizeof(int)));
        }
    }

    public IReadOnlyList<string> Labels { get; }

    /// <summary>Adds the scores of a feature, by label. False: the table does not have it.</summary>
    public bool AddScores(TKey feature, Span<int> scores)
    {
        if (!_features.TryGetValue(feature, out (int Start, int Count) entry))
            return false;
        for (int i = entry.Start; i < entry.Start + entry.Count; i++)
            scores[_table[_labels + i]] += (short)(_table[_low + i] | (_table[_high + i] << 8));
        return true;
    }
}
