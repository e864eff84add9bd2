using System.Buffers;
using System.Text;
using Hindsight.Torch.Text.Unicode;

namespace Hindsight.Torch.Text;

/// <summary>Text to token ids and back. Safe on several threads.</summary>
internal sealed class Tokenizer
{
    private readonly TokenizerDefinition _definition;
    private readonly BytePairEncoder _encoder;
    private readonly Dictionary<char, AddedToken[]> _addedByFirst;
    private readonly SearchValues<char> _addedFirsts;
    private readonly byte[]?[] _bytes;
    private readonly HashSet<int> _specials;
    private readonly Dictionary<string, int> _addedIds;

    /// <summary>Takes a checked definition.</summary>
    public Tokenizer(TokenizerDefinition definition)
    {
        _definition = definition;
        _encoder = new BytePairEncoder(definition);
        _addedByFirst = definition.AddedTokens.GroupBy(a => a.Content[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(a => a.Content.Length).ToArray());
        _addedFirsts = SearchValues.Create(_addedByFirst.Keys.ToArray());
        _addedIds = definition.AddedTokens.ToDictionary(a => a.Content, a => a.Id);
        _specials = definition.AddedTokens.Where(a => a.Special).Select(a => a.Id).ToHashSet();
        VocabularySize = 1 + definition.Vocabulary.Values.Concat(definition.AddedTokens.Select(a => a.Id)).Max();
        _bytes = new byte[]?[VocabularySize];
        foreach ((string spelling, int id) in definition.Vocabulary) _bytes[id] = ByteLevel.ToBytes(spelling);
        foreach (AddedToken added in definition.AddedTokens) _bytes[added.Id] = Encoding.UTF8.GetBytes(added.Content);
    }

    /// <summary>The largest id plus one.</summary>
    public int VocabularySize { get; }

    /// <summary>The id of a token that is spelled exactly so, or <see langword="null"/>.</summary>
    public int? FindToken(string content) =>
        _addedIds.TryGetValue(content, out int id) || _definition.Vocabulary.TryGetValue(content, out id) ? id : null;

    /// <summary>Whether an id is a control token.</summary>
    public bool IsSpecial(int id) => _specials.Contains(id);

    /// <summary>The bytes that a token stands for; none for an id without a token.</summary>
    public ReadOnlySpan<byte> BytesOf(int id) => (uint)id < (uint)_bytes.Length ? _bytes[id] : default;

    /// <summary>The ids of a text of one origin.</summary>
    /// <param name="text">The text. A lone surrogate counts as U+FFFD.</param>
    /// <param name="trusted">Whether control tokens spelled out in it count as such.</param>
    public int[] Encode(string text, bool trusted)
    {
        var ids = new List<int>(text.Length / 3 + 1);
        Encode(new TracedText(text, trusted ? TracedText.Template : TracedText.Outside), ids);
        return [.. ids];
    }

    /// <summary>Appends the ids of a text, in which a control token counts only where every character is the template's own.</summary>
    public void Encode(TracedText text, List<int> ids)
    {
        int from = 0;
        for (int at = 0; (at = FindAdded(text, at, out AddedToken? added)) >= 0;)
        {
            int end = at + added!.Content.Length;
            int before = at;
            while (added.StripsLeft && before > from && char.IsWhiteSpace(text.Text[before - 1])) before--;
            while (added.StripsRight && end < text.Length && char.IsWhiteSpace(text.Text[end])) end++;
            EncodeRun(text.Text.AsSpan(from, before - from), ids);
            ids.Add(added.Id);
            from = at = end;
        }

        EncodeRun(text.Text.AsSpan(from), ids);
    }

    /// <summary>The text of some ids. Bytes that are not UTF-8 become U+FFFD.</summary>
    public string Decode(ReadOnlySpan<int> ids, bool keepSpecials)
    {
        var bytes = new ArrayBufferWriter<byte>(ids.Length * 4 + 1);
        foreach (int id in ids)
        {
            if (keepSpecials || !IsSpecial(id)) bytes.Write(BytesOf(id));
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Where in a text of the template's own one of some control tokens ends, if it is the first that stands there.</summary>
    public int? FindSpecial(ReadOnlySpan<char> text, IReadOnlyList<int> wanted)
    {
        var traced = new TracedText(text.ToString(), TracedText.Template);
        int at = FindAdded(traced, 0, out AddedToken? added);
        return at >= 0 && wanted.Contains(added!.Id) ? at + added.Content.Length : null;
    }

    /// <summary>The pieces of a trusted text within which merges happen, without the added tokens between them.</summary>
    public IEnumerable<string> Pieces(string text)
    {
        var traced = new TracedText(text, TracedText.Template);
        for (int from = 0; from < text.Length;)
        {
            int at = FindAdded(traced, from, out AddedToken? added);
            string run = Normalize(text.AsSpan(from, (at < 0 ? text.Length : at) - from));
            foreach (Range piece in Split(run)) yield return run[piece];
            from = at < 0 ? text.Length : at + added!.Content.Length;
        }
    }

    /// <summary>The first place at or after <paramref name="at"/> where an added token stands and counts; the longest there. −1: none.</summary>
    private int FindAdded(TracedText text, int at, out AddedToken? found)
    {
        for (; at < text.Length; at++)
        {
            int step = text.Text.AsSpan(at).IndexOfAny(_addedFirsts);
            if (step < 0) break;
            at += step;
            foreach (AddedToken added in _addedByFirst[text.Text[at]])
            {
                if (string.CompareOrdinal(text.Text, at, added.Content, 0, added.Content.Length) != 0) continue;
                if (added.Special && !text.IsAll(TracedText.Template, at, added.Content.Length)) continue;
                found = added;
                return at;
            }
        }

        found = null;
        return -1;
    }

    private void EncodeRun(ReadOnlySpan<char> run, List<int> ids)
    {
        if (run.IsEmpty) return;
        string text = Normalize(run);
        foreach (Range piece in Split(text)) _encoder.Encode(text.AsSpan(piece), ids);
    }

    private List<Range> Split(string text)
    {
        List<Range> pieces = [new Range(0, text.Length)], cut = [];
        foreach (ITextSplit split in _definition.Splits)
        {
            cut.Clear();
            foreach (Range piece in pieces) split.Split(text, piece.Start.Value, piece.End.Value, cut);
            (pieces, cut) = (cut, pieces);
        }

        return pieces;
    }

    private string Normalize(ReadOnlySpan<char> run)
    {
        string text = Scrub(run);
        return _definition.Composes ? ComposedForm.Of(text) : text;
    }

    private static string Scrub(ReadOnlySpan<char> run)
    {
        if (run.IndexOfAnyInRange('\uD800', '\uDFFF') < 0) return run.ToString();
        var text = new StringBuilder(run.Length);
        foreach (Rune rune in run.EnumerateRunes()) text.Append(rune); // a lone surrogate is enumerated as U+FFFD
        return text.ToString();
    }
}
