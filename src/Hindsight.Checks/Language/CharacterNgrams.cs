namespace Hindsight.Checks.Language;

/// <summary>
/// The runs of one to three characters in a text from which its language is told: within words, their borders as a space. Of words in capitals only the first letter and the last
/// two count. Web and mail addresses do not count, nor do Latin letters in a text of another script, nor what comes after 10,000 characters.
/// </summary>
internal ref struct CharacterNgrams
{
    private const int LongestText = 10_000;

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _withoutLatin;
    private int _next, _length, _take;
    private char _third, _second, _last = ' ';
    private bool _capitals;

    public CharacterNgrams(string text)
    {
        string plain = WebAddresses.Remove(text);
        _text = plain.AsSpan(0, Math.Min(plain.Length, LongestText));
        int latin = 0, other = 0;
        foreach (char c in _text)
        {
            if (c is >= 'A' and <= 'z')
                latin++;
            else if (c >= '\u0300' && c is not (>= '\u1e00' and <= '\u1eff'))
                other++;
        }
        _withoutLatin = latin * 2 < other;
        _length = 1;
        _take = 4;
    }

    /// <summary>The run as a number.</summary>
    public readonly ulong Current => _take switch { 1 => _last, 2 => Pair, _ => ((ulong)_third << 32) | Pair };

    private readonly ulong Pair => ((ulong)_second << 16) | _last;

    public static ulong Key(ReadOnlySpan<char> ngram)
    {
        ulong key = 0;
        foreach (char c in ngram)
            key = (key << 16) | c;
        return key;
    }

    public readonly CharacterNgrams GetEnumerator() => this;

    public bool MoveNext()
    {
        while (true)
        {
            _take++;
            if (_take <= _length && !_capitals && _take <= 3)
            {
                if (_take > 1 || _last != ' ')
                    return true;
                continue;
            }
            if (_next == _text.Length)
                return false;
            char c = _text[_next++];
            if (_withoutLatin && c is >= 'A' and <= 'z')
                continue;
            Add(Normalized(c));
        }
    }

    private void Add(char c)
    {
        _take = 0;
        if (_last == ' ')
        {
            _length = 1;
            _capitals = false;
            if (c == ' ')
            {
                _take = 3;
                return;
            }
        }
        _length = Math.Min(_length + 1, 3);
        _capitals = char.IsUpper(c) && (_capitals || char.IsUpper(_last));
        (_third, _second, _last) = (_second, _last, c);
    }

    // Characters that tell the same count as one: marks as a space, the syllables of a script as one of them, letters that are written in two ways as the common one.
    private static char Normalized(char c) => c switch
    {
        < '\u0080' => char.IsAsciiLetter(c) ? c : ' ',
        '\u00a0' or '«' or '°' or '»' => ' ',
        'ș' => 'ş',
        'ț' => 'ţ',
        'ی' => 'ي',
        >= '\u1ea0' and <= '\u1eff' => 'ể',
        >= '\u2000' and <= '\u206f' => ' ',
        >= '\u3040' and <= '\u309f' => 'あ',
        >= '\u30a0' and <= '\u30ff' => 'ア',
        >= '\u3100' and <= '\u312f' or >= '\u31a0' and <= '\u31bf' => 'ㄅ',
        >= '\uac00' and <= '\ud7af' => '가',
        _ => c,
    };
}
