namespace Hindsight.Checks.Formats;

/// <summary>
/// The grammar of JSON as Python's <c>json</c> reads it: any value, NaN and infinities too; lone surrogates are text like any other. Any depth, without recursion.
/// </summary>
internal ref struct JsonGrammar(ReadOnlySpan<char> text)
{
    // Python refuses to convert longer integers.
    private const int LongestInteger = 4300;

    private static readonly string[] Literals = ["null", "true", "false", "NaN", "Infinity", "-Infinity"];

    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    /// <summary>The index of the first character that does not fit, the length when the text ends too early, or −1 when it is JSON.</summary>
    public static int FirstFault(ReadOnlySpan<char> text)
    {
        var grammar = new JsonGrammar(text);
        return grammar.TryDocument() ? -1 : grammar._position;
    }

    private bool TryDocument()
    {
        var isObject = new Stack<bool>();
        while (true)
        {
            SkipSpace();
            if (TryTake('{'))
            {
                SkipSpace();
                if (!TryTake('}'))
                {
                    isObject.Push(true);
                    if (!TryKey())
                        return false;
                    continue;
                }
            }
            else if (TryTake('['))
            {
                SkipSpace();
                if (!TryTake(']'))
                {
                    isObject.Push(false);
                    continue;
                }
            }
            else if (!TryScalar())
            {
                return false;
            }
            SkipSpace();
            while (isObject.TryPeek(out bool inObject) && TryTake(inObject ? '}' : ']'))
            {
                isObject.Pop();
                SkipSpace();
            }
            if (isObject.Count == 0)
                return _position == _text.Length;
            if (!TryTake(',') || (isObject.Peek() && !TryKey()))
                return false;
        }
    }

    private bool TryKey()
    {
        SkipSpace();
        if (!TryString())
            return false;
        SkipSpace();
        return TryTake(':');
    }

    private bool TryScalar()
    {
        foreach (string literal in Literals)
        {
            if (!_text[_position..].StartsWith(literal))
                continue;
            _position += literal.Length;
            return true;
        }
        return TryString() || TryNumber();
    }

    private bool TryString()
    {
        if (!TryTake('"'))
            return false;
        for (; _position < _text.Length; _position++)
        {
            char c = _text[_position];
            if (c < ' ')
                return false;
            if (c == '"')
            {
                _position++;
                return true;
            }
            if (c == '\\' && !TryEscape())
                return false;
        }
        return false;
    }

    /// <summary>An escape; the position moves to its last character.</summary>
    private bool TryEscape()
    {
        if (++_position == _text.Length || !"\"\\/bfnrtu".Contains(_text[_position], StringComparison.Ordinal))
            return false;
        if (_text[_position] != 'u')
            return true;
        for (int i = 0; i < 4; i++)
        {
            if (++_position == _text.Length || !char.IsAsciiHexDigit(_text[_position]))
                return false;
        }
        return true;
    }

    private bool TryNumber()
    {
        int start = _position;
        TryTake('-');
        int digits = TakeDigits();
        if (digits == 0)
            return false;
        // A zero stands alone: what follows it is a fault of what comes next.
        if (digits > 1 && _text[_position - digits] == '0')
        {
            _position -= digits - 1;
            return true;
        }
        bool integer = !TryFraction() & !TryExponent();
        if (!integer || digits <= LongestInteger)
            return true;
        _position = start;
        return false;
    }

    private bool TryFraction()
    {
        int start = _position;
        if (TryTake('.') && TakeDigits() > 0)
            return true;
        _position = start;
        return false;
    }

    private bool TryExponent()
    {
        int start = _position;
        if (TryTake('e') || TryTake('E'))
        {
            if (!TryTake('-'))
                TryTake('+');
            if (TakeDigits() > 0)
                return true;
        }
        _position = start;
        return false;
    }

    private int TakeDigits()
    {
        int start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;
        return _position - start;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\n' or '\r')
            _position++;
    }

    private bool TryTake(char c)
    {
        if (_position == _text.Length || _text[_position] != c)
            return false;
        _position++;
        return true;
    }
}
