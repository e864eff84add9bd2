namespace Hindsight.Torch.Sampling;

/// <summary>The set of tokens that a sequence has, for the repetition penalty.</summary>
internal sealed class SeenTokens(int vocabulary)
{
    private readonly bool[] _seen = new bool[vocabulary];
    private int[] _ids = new int[256];
    private int _count;

    /// <summary>Each token once, in order of its first occurrence.</summary>
    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, _count);

    /// <summary>Adds a token.</summary>
    public void Add(int token)
    {
        if (_seen[token]) return;
        _seen[token] = true;
        if (_count == _ids.Length) Array.Resize(ref _ids, 2 * _count);
        _ids[_count++] = token;
    }
}
