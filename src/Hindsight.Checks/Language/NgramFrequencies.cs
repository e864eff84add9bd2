using System.Buffers.Binary;
using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>How much each run of one to three characters speaks for each language.</summary>
/// <remarks>
/// A score is ln(1 + p / 0.00005) in hundredths, p being the frequency of the run among the runs of its length in the language's encyclopedia articles, as measured for the
/// language profiles of langdetect 1.0.9 (Apache License 2.0). The table is a line of language codes, three counts (runs, scores, bytes of the runs' text; 32 bits,
/// little-endian), the runs, a line each, for each run a byte with the number of its scores, and for each score a byte with its language, one with its lower part and one with
/// its higher; all compressed by Brotli.
/// </remarks>
internal sealed class NgramFrequencies
{
    private readonly Dictionary<ulong, (int Start, int Count)> _ngrams;
    private readonly byte[] _table;
    private readonly int _languages, _low, _high;

    private NgramFrequencies(byte[] table)
    {
        _table = table;
        int position = Array.IndexOf(table, (byte)'\n') + 1;
        int ngrams = Next(), scores = Next(), length = Next();
        int counts = position + length, start = 0, index = 0;
        _languages = counts + ngrams;
        _low = _languages + scores;
        _high = _low + scores;
        _ngrams = new Dictionary<ulong, (int, int)>(ngrams);
        foreach (ReadOnlySpan<char> ngram in Encoding.UTF8.GetString(table, position, length).AsSpan(..^1).EnumerateLines())
        {
            int count = table[counts + index++];
            _ngrams.Add(CharacterNgrams.Key(ngram), (start, count));
            start += count;
        }

        int Next()
        {
            position += sizeof(int);
            return BinaryPrimitives.ReadInt32LittleEndian(table.AsSpan(position - sizeof(int)));
        }
    }

    public static NgramFrequencies Load() => new(Resource.Unpacked("ngram-frequencies.br"));

    /// <summary>Adds the scores of a run, by language. False: it is in no language.</summary>
    public bool AddScores(ulong ngram, Span<int> scores)
    {
        if (!_ngrams.TryGetValue(ngram, out (int Start, int Count) entry))
            return false;
        for (int i = entry.Start; i < entry.Start + entry.Count; i++)
            scores[_table[_languages + i]] += _table[_low + i] | (_table[_high + i] << 8);
        return true;
    }
}
