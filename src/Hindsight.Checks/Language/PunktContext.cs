namespace Hindsight.Checks.Language;

/// <summary>The decision whether a sentence ends inside a short context: the word with the mark, and the token after it.</summary>
internal ref struct PunktContext(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;

    public static bool EndsSentence(ReadOnlySpan<char> context)
    {
        var tokens = new PunktContext(context);
        if (!tokens.TryNext(out PunktToken token))
            return false;
        while (tokens.TryNext(out PunktToken next))
        {
            if (token.EndsSentenceBefore(next))
                return true;
            token = next;
        }
        return false;
    }

    /// <summary>Characters that end a word.</summary>
    public static bool IsNoWord(char c) => c is ')' or '"' or ';' or '}' or ']' or '*' or ':' or '@' or '\'' or '(' or '{' or '[' or '!' or '?';

    private bool TryNext(out PunktToken token)
    {
        while (_position < _text.Length && PythonText.IsSpace(_text[_position]))
            _position++;
        if (_position == _text.Length)
        {
            token = default;
            return false;
        }
        int start = _position, run = RunOfMarks(start);
        if (run > 0)
            _position += run;
        else if (_text[_position++] is not ('(' or '"' or '`' or '{' or '[' or ':' or ';' or '&' or '#' or '*' or '@' or ')' or '}' or ']' or '-' or ','))
        {
            while (_position < _text.Length && !EndsWord(_position))
                _position++;
        }
        token = new PunktToken(_text[start.._position]);
        return true;
    }

    private readonly bool EndsWord(int index) => IsSeparator(index)
        || (_text[index] == ',' && (index + 1 == _text.Length || IsSeparator(index + 1)));

    private readonly bool IsSeparator(int index) => PythonText.IsSpace(_text[index]) || IsNoWord(_text[index]) || RunOfMarks(index) > 0;

    /// <summary>The length of a dash (--), an ellipsis (..) or a spaced ellipsis (. . .) at the index, else 0.</summary>
    private readonly int RunOfMarks(int index)
    {
        char c = _text[index];
        if (c is not ('-' or '.'))
            return 0;
        int end = index + 1;
        while (end < _text.Length && _text[end] == c)
            end++;
        if (end > index + 1)
            return end - index;
        while (c == '.' && end + 1 < _text.Length && _text[end] != '\n' && PythonText.IsSpace(_text[end]) && _text[end + 1] == '.')
            end += 2;
        return end >= index + 5 ? end - index : 0;
    }
}
