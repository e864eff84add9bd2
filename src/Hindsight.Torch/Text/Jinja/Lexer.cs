using System.Globalization;
using System.Text;

namespace Hindsight.Torch.Text.Jinja;

/// <summary>Cuts a template into tokens, with white space treated as Hugging Face sets Jinja up: <c>trim_blocks</c> and <c>lstrip_blocks</c> on, one newline at the end dropped.</summary>
internal sealed class Lexer
{
    // The longest first.
    private static readonly string[] Operators = ["//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"];
    private readonly string _source;
    private readonly List<int> _lineStarts = [0];
    private readonly List<Token> _tokens = [];
    private int _at;
    private bool _lineStarting = true;

    private Lexer(string source)
    {
        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        _source = source.EndsWith('\n') ? source[..^1] : source;
        for (int i = 0; i < _source.Length; i++)
        {
            if (_source[i] == '\n') _lineStarts.Add(i + 1);
        }
    }

    /// <summary>The tokens of a template, <see cref="TokenKind.End"/> last.</summary>
    /// <exception cref="ChatTemplateException">A tag, string or comment is not closed, or a character means nothing.</exception>
    public static IReadOnlyList<Token> Read(string source)
    {
        var lexer = new Lexer(source);
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_at < _source.Length)
        {
            int open = FindOpening(_at);
            if (open < 0)
            {
                Emit(TokenKind.Text, _source[_at..], _at);
                _at = _source.Length;
                break;
            }

            char kind = _source[open + 1];
            EmitTextBefore(open, isOutput: kind == '{');
            _lineStarting = false;
            if (kind == '#') SkipComment(open);
            else if (kind == '%' && TryReadRaw(open)) continue;
            else ReadTag(open, isOutput: kind == '{');
        }

        Emit(TokenKind.End, "", _source.Length);
    }

    private int FindOpening(int from)
    {
        for (int at = from; (at = _source.IndexOf('{', at)) >= 0 && at + 1 < _source.Length; at++)
        {
            if (_source[at + 1] is '{' or '%' or '#') return at;
        }

        return -1;
    }

    /// <summary>Emits the text up to a tag, without the white space that the tag takes with it.</summary>
    private void EmitTextBefore(int open, bool isOutput)
    {
        string text = _source[_at..open];
        char sign = open + 2 < _source.Length ? _source[open + 2] : ' ';
        if (sign == '-')
        {
            text = text.TrimEnd();
        }
        else if (sign != '+' && !isOutput)
        {
            int line = text.LastIndexOf('\n') + 1;
            if ((line > 0 || _lineStarting) && string.IsNullOrWhiteSpace(text[line..])) text = text[..line];
        }

        if (text.Length > 0) Emit(TokenKind.Text, text, _at);
    }

    private void SkipComment(int open)
    {
        int close = _source.IndexOf("#}", open + 2, StringComparison.Ordinal);
        if (close < 0) throw PositionOf(open).Fault("the comment is not closed; expected '#}'.");
        _at = close + 2;
        EndTag(close > open + 2 ? _source[close - 1] : ' ', trimsNewline: true);
    }

    private bool TryReadRaw(int open)
    {
        int at = open + 2;
        if (at < _source.Length && _source[at] is '-' or '+') at++;
        if (!TrySkipWord(ref at, "raw") || !TrySkipClose(ref at, out char sign)) return false;
        _at = at;
        EndTag(sign, trimsNewline: false);
        for (int end = _at; (end = _source.IndexOf("{%", end, StringComparison.Ordinal)) >= 0; end += 2)
        {
            at = end + 2;
            if (at < _source.Length && _source[at] is '-' or '+') at++;
            if (!TrySkipWord(ref at, "endraw") || !TrySkipClose(ref at, out sign)) continue;
            EmitTextBefore(end, isOutput: false);
            _at = at;
            EndTag(sign, trimsNewline: true);
            return true;
        }

        throw PositionOf(open).Fault("the raw block is not closed; expected '{% endraw %}'.");
    }

    private bool TrySkipWord(ref int at, string word)
    {
        while (at < _source.Length && char.IsWhiteSpace(_source[at])) at++;
        if (string.CompareOrdinal(_source, at, word, 0, word.Length) != 0) return false;
        at += word.Length;
        return true;
    }

    private bool TrySkipClose(ref int at, out char sign)
    {
        while (at < _source.Length && char.IsWhiteSpace(_source[at])) at++;
        sign = at < _source.Length ? _source[at] : ' ';
        if (sign is '-' or '+') at++;
        if (string.CompareOrdinal(_source, at, "%}", 0, 2) != 0) return false;
        at += 2;
        return true;
    }

    /// <summary>Takes the white space after a tag that its sign, or <c>trim_blocks</c>, takes with it.</summary>
    private void EndTag(char sign, bool trimsNewline)
    {
        int start = _at;
        if (sign == '-')
        {
            while (_at < _source.Length && char.IsWhiteSpace(_source[_at])) _at++;
        }
        else if (sign != '+' && trimsNewline && _at < _source.Length && _source[_at] == '\n')
        {
            _at++;
        }

        _lineStarting = _at > start && _source[_at - 1] == '\n';
    }

    private void ReadTag(int open, bool isOutput)
    {
        Emit(isOutput ? TokenKind.OutputBegin : TokenKind.BlockBegin, _source.Substring(open, 2), open);
        _at = open + 2;
        if (_at < _source.Length && _source[_at] is '-' or '+') _at++;
        string close = isOutput ? "}}" : "%}";
        var brackets = new Stack<(char Closing, int At)>();
        while (true)
        {
            while (_at < _source.Length && char.IsWhiteSpace(_source[_at])) _at++;
            if (_at >= _source.Length) throw PositionOf(open).Fault($"the tag is not closed; expected '{close}'.");
            if (brackets.Count == 0 && IsClose(close, out char sign))
            {
                Emit(isOutput ? TokenKind.OutputEnd : TokenKind.BlockEnd, close, _at);
                _at += close.Length + (sign == ' ' ? 0 : 1);
                EndTag(sign, trimsNewline: !isOutput);
                return;
            }

            ReadToken(brackets);
        }
    }

    private bool IsClose(string close, out char sign)
    {
        sign = _source[_at] is '-' or '+' ? _source[_at] : ' ';
        if (sign == '+' && close == "}}") return false;
        return string.CompareOrdinal(_source, sign == ' ' ? _at : _at + 1, close, 0, 2) == 0;
    }

    private void ReadToken(Stack<(char Closing, int At)> brackets)
    {
        char c = _source[_at];
        if (c is '\'' or '"')
        {
            ReadString(c);
        }
        else if (char.IsAsciiDigit(c))
        {
            ReadNumber();
        }
        else if (char.IsLetter(c) || c == '_')
        {
            int start = _at;
            while (_at < _source.Length && (char.IsLetterOrDigit(_source[_at]) || _source[_at] == '_')) _at++;
            Emit(TokenKind.Name, _source[start.._at], start);
        }
        else
        {
            string symbol = Array.Find(Operators, o => string.CompareOrdinal(_source, _at, o, 0, o.Length) == 0) ?? throw PositionOf(_at).Fault($"the character '{c}' means nothing here.");
            if (c is '(' or '[' or '{')
            {
                brackets.Push((c == '(' ? ')' : c == '[' ? ']' : '}', _at));
            }
            else if (c is ')' or ']' or '}')
            {
                if (!brackets.TryPop(out (char Closing, int At) bracket)) throw PositionOf(_at).Fault($"unexpected '{c}'.");
                if (bracket.Closing != c) throw PositionOf(_at).Fault($"unexpected '{c}'; expected '{bracket.Closing}'.");
            }

            Emit(TokenKind.Operator, symbol, _at);
            _at += symbol.Length;
        }
    }

    private void ReadNumber()
    {
        int start = _at;
        SkipDigits();
        bool isFloat = false;
        if (_at + 1 < _source.Length && _source[_at] == '.' && char.IsAsciiDigit(_source[_at + 1]))
        {
            isFloat = true;
            _at++;
            SkipDigits();
        }

        if (_at < _source.Length && _source[_at] is 'e' or 'E')
        {
            int exponent = _at + 1;
            if (exponent < _source.Length && _source[exponent] is '+' or '-') exponent++;
            if (exponent < _source.Length && char.IsAsciiDigit(_source[exponent]))
            {
                isFloat = true;
                _at = exponent;
                SkipDigits();
            }
        }

        string digits = _source[start.._at].Replace("_", "", StringComparison.Ordinal);
        if (!isFloat && !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _)) throw PositionOf(start).Fault($"the number {digits} is too large.");
        Emit(isFloat ? TokenKind.Float : TokenKind.Integer, digits, start);
    }

    private void SkipDigits()
    {
        while (_at < _source.Length && (char.IsAsciiDigit(_source[_at]) || _source[_at] == '_')) _at++;
    }

    private void ReadString(char quote)
    {
        int start = _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= _source.Length) throw PositionOf(start).Fault("the string is not closed.");
            char c = _source[_at++];
            if (c == quote) break;
            if (c == '\\' && _at < _source.Length) ReadEscape(text);
            else text.Append(c);
        }

        Emit(TokenKind.String, text.ToString(), start);
    }

    /// <summary>One of Python's escapes; an unknown one stands for itself.</summary>
    private void ReadEscape(StringBuilder text)
    {
        int start = _at - 1;
        char c = _source[_at++];
        switch (c)
        {
            case '\n': break;
            case '\\' or '\'' or '"': text.Append(c); break;
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'a': text.Append('\a'); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'v': text.Append('\v'); break;
            case 'x' or 'u' or 'U':
                int length = c == 'x' ? 2 : c == 'u' ? 4 : 8;
                if (_at + length > _source.Length || !uint.TryParse(_source.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code) || code > 0x10FFFF)
                    throw PositionOf(start).Fault($"the escape '\\{c}' wants {length} hexadecimal digits of a character.");
                _at += length;
                if (code > 0xFFFF) text.Append(char.ConvertFromUtf32((int)code));
                else text.Append((char)code);
                break;
            case >= '0' and <= '7':
                int value = c - '0';
                for (int i = 0; i < 2 && _at < _source.Length && _source[_at] is >= '0' and <= '7'; i++) value = value * 8 + (_source[_at++] - '0');
                text.Append((char)value);
                break;
            default: text.Append('\\').Append(c); break;
        }
    }

    private void Emit(TokenKind kind, string text, int at) => _tokens.Add(new Token(kind, text, PositionOf(at)));

    private Position PositionOf(int at)
    {
        int line = _lineStarts.BinarySearch(at);
        if (line < 0) line = ~line - 1;
        return new Position(line + 1, at - _lineStarts[line] + 1);
    }
}
