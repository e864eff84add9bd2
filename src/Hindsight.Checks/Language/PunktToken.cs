using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>A token of a sentence splitter's context, and what it is by itself: an end of a sentence, an abbreviation, an ellipsis.</summary>
internal readonly ref struct PunktToken
{
    private readonly ReadOnlySpan<char> _text;
    private readonly bool _ends, _abbreviation, _ellipsis;

    public PunktToken(ReadOnlySpan<char> text)
    {
        _text = text;
        if (text is "." or "?" or "!")
            _ends = true;
        else if (text[^1] == '.')
        {
            _ellipsis = text.IndexOfAnyExcept('.') < 0;
            _abbreviation = !_ellipsis && PunktEnglish.IsAbbreviation(text[..^1]);
            _ends = !_ellipsis && !_abbreviation && text[^2] != '.';
        }
    }

    private bool IsNumber
    {
        get
        {
            ReadOnlySpan<char> rest = _text.StartsWith("-") ? _text[1..] : _text;
            rest = rest.Length > 0 && rest[0] is '.' or ',' ? rest[1..] : rest;
            if (rest.IsEmpty || !char.IsDigit(rest[0]))
                return false;
            foreach (char c in rest)
            {
                if (!char.IsDigit(c) && c is not (',' or '.' or '-'))
                    return false;
            }
            return true;
        }
    }

    // A letter, or a number that is no decimal digit, and a point.
    private bool IsInitial => _text.Length is 2 or 3 && _text[^1] == '.'
        && Rune.DecodeFromUtf16(_text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done && length == _text.Length - 1
        && PythonText.IsWord(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.DecimalDigitNumber;

    private bool BeginsUpper => Rune.DecodeFromUtf16(_text, out Rune rune, out _) == System.Buffers.OperationStatus.Done && PythonText.IsUpper(rune);

    private bool BeginsLower => Rune.DecodeFromUtf16(_text, out Rune rune, out _) == System.Buffers.OperationStatus.Done && PythonText.IsLower(rune);

    /// <summary>The token as a word: without its point where that is the end of a sentence.</summary>
    private ReadOnlySpan<char> Word => _ends && _text.Length > 1 && _text[^1] == '.' ? _text[..^1] : _text;

    public bool EndsSentenceBefore(PunktToken next)
    {
        if (_text[^1] != '.')
            return _ends;
        bool number = IsNumber, initial = IsInitial;
        ReadOnlySpan<char> word = _text.Length > 1 ? _text[..^1] : _text;
        if (PunktEnglish.IsCollocation(number ? PunktEnglish.Number : word, next.IsNumber ? PunktEnglish.Number : next.Word))
            return false;
        bool? opens = next.OpensSentence();
        if ((_abbreviation || _ellipsis) && !initial && (opens == true || (next.BeginsUpper && PunktEnglish.IsStarter(next.Word))))
            return true;
        if (initial || number)
        {
            if (opens == false || (opens is null && initial && next.BeginsUpper && !PunktEnglish.OccursLower(next.Word)))
                return false;
        }
        return _ends;
    }

    /// <summary>Whether a token begins a sentence, by the case in which it is usually written; <see langword="null"/>: that does not tell.</summary>
    private bool? OpensSentence()
    {
        if (_text is ";" or ":" or "," or "." or "!" or "?")
            return false;
        if (BeginsUpper && PunktEnglish.IsUpperOnlyAtStart(Word))
            return true;
        return BeginsLower ? false : null;
    }
}
