using System.Collections.Concurrent;
using System.Text;

namespace Hindsight.Torch.Text;

/// <summary>Byte pair encoding of one piece of text: its bytes' tokens, then the most urgent merge again and again, the leftmost first among equals.</summary>
/// <remarks>Merges are followed as listed. A rank by id, as tiktoken has it, is another rule, and fails on vocabularies that lack single bytes. Safe on several threads.</remarks>
internal sealed class BytePairEncoder
{
    private const int CacheLimit = 1 << 16, CachedLength = 64;
    private readonly int[] _byteTokens = new int[256];
    private readonly Dictionary<(int Left, int Right), (int Rank, int Token)> _merges;
    private readonly Dictionary<string, int>? _whole;
    private readonly ConcurrentDictionary<string, int[]> _cache = new();
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _cacheBySpan;

    /// <summary>Takes a checked definition.</summary>
    public BytePairEncoder(TokenizerDefinition definition)
    {
        for (int b = 0; b < 256; b++)
        {
            _byteTokens[b] = definition.Vocabulary.TryGetValue(ByteLevel.ToCharacter((byte)b).ToString(), out int token) ? token : definition.UnknownToken ?? -1;
        }

        _merges = new Dictionary<(int, int), (int, int)>(definition.Merges.Count);
        for (int rank = 0; rank < definition.Merges.Count; rank++)
        {
            (string left, string right) = definition.Merges[rank];
            _merges.TryAdd((definition.Vocabulary[left], definition.Vocabulary[right]), (rank, definition.Vocabulary[left + right]));
        }

        if (definition.IgnoreMerges) _whole = definition.Vocabulary.ToDictionary(StringComparer.Ordinal);
        _cacheBySpan = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Appends the tokens of one piece.</summary>
    public void Encode(ReadOnlySpan<char> piece, List<int> tokens)
    {
        if (_cacheBySpan.TryGetValue(piece, out int[]? known))
        {
            tokens.AddRange(known);
            return;
        }

        int[] merged = Merge(piece);
        if (piece.Length <= CachedLength && _cache.Count < CacheLimit) _cacheBySpan.TryAdd(piece, merged);
        tokens.AddRange(merged);
    }

    private int[] Merge(ReadOnlySpan<char> piece)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(piece)];
        Encoding.UTF8.GetBytes(piece, bytes);
        if (_whole is not null && _whole.TryGetValue(ByteLevel.Spell(bytes), out int whole)) return [whole];

        // A linked list over the symbols, and the candidate merges by urgency; a candidate that has been overtaken is recognised by its token.
        var symbols = new int[bytes.Length];
        int count = 0;
        foreach (byte b in bytes)
        {
            if (_byteTokens[b] >= 0) symbols[count++] = _byteTokens[b];
        }

        var next = new int[count];
        var previous = new int[count];
        var candidates = new PriorityQueue<(int Left, int Right, int LeftToken, int RightToken, int Token), (int Rank, int Position)>();
        for (int i = 0; i < count; i++)
        {
            (previous[i], next[i]) = (i - 1, i + 1 < count ? i + 1 : -1);
            if (i > 0) Consider(i - 1, i);
        }

        while (candidates.TryDequeue(out (int Left, int Right, int LeftToken, int RightToken, int Token) c, out _))
        {
            if (symbols[c.Left] != c.LeftToken || symbols[c.Right] != c.RightToken || next[c.Left] != c.Right) continue;
            symbols[c.Left] = c.Token;
            symbols[c.Right] = -1;
            next[c.Left] = next[c.Right];
            if (next[c.Left] >= 0)
            {
                previous[next[c.Left]] = c.Left;
                Consider(c.Left, next[c.Left]);
            }

            if (previous[c.Left] >= 0) Consider(previous[c.Left], c.Left);
        }

        return symbols.AsSpan(0, count).ToArray().Where(s => s >= 0).ToArray();

        void Consider(int left, int right)
        {
            if (_merges.TryGetValue((symbols[left], symbols[right]), out (int Rank, int Token) merge))
                candidates.Enqueue((left, right, symbols[left], symbols[right], merge.Token), (merge.Rank, left));
        }
    }
}
