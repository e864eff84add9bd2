using System.Globalization;
using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>
/// Texts as Python's <c>str</c> and <c>re</c> see them, for constraints that are defined by a Python program: what is white space, a word character, upper or lower case.
/// </summary>
internal static class PythonText
{
    /// <summary>What <c>str.isspace</c> and <c>\s</c> accept: .NET's white space and the four information separators.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f';

    public static bool IsBlank(ReadOnlySpan<char> text) => Strip(text).IsEmpty;

    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>What <c>\w</c> accepts: letters and numbers of every kind and the underscore; marks are none.</summary>
    public static bool IsWord(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value == '_'
        : Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.OtherLetter or >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber;

    /// <summary>Whether a word character stands at the index.</summary>
    public static bool IsWordAt(ReadOnlySpan<char> text, int index) =>
        index < text.Length && Rune.DecodeFromUtf16(text[index..], out Rune rune, out _) == System.Buffers.OperationStatus.Done && IsWord(rune);

    /// <summary>Whether <c>\b</c> matches between the index and the character before it.</summary>
    public static bool IsWordBoundary(ReadOnlySpan<char> text, int index)
    {
        bool before = Rune.DecodeLastFromUtf16(text[..index], out Rune rune, out _) == System.Buffers.OperationStatus.Done && IsWord(rune);
        return before != IsWordAt(text, index);
    }

    /// <summary>The number of matches of <c>\w+</c>.</summary>
    public static int CountWords(string text) => Words(text).Count();

    /// <summary>Where <c>\w+</c> matches.</summary>
    public static IEnumerable<Range> Words(string text)
    {
        int start = -1;
        for (int i = 0; i < text.Length;)
        {
            // A lone surrogate decodes to a replacement character, which is no word character.
            Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length);
            bool word = IsWord(rune);
            if (word && start < 0)
                start = i;
            if (!word && start >= 0)
            {
                yield return start..i;
                start = -1;
            }
            i += length;
        }
        if (start >= 0)
            yield return start..text.Length;
    }

    /// <summary>What <c>str.isdigit</c> says: digits alone, superscript and circled ones too, one at least.</summary>
    public static bool IsDigits(string text)
    {
        for (int i = 0; i < text.Length; i += CodePoints.First(text.AsSpan(i)).Length)
        {
            if (CharUnicodeInfo.GetDigitValue(text, i) < 0)
                return false;
        }
        return text.Length > 0;
    }

    /// <summary>What <c>str.lower</c> gives: a dotted capital I becomes two characters, a capital sigma at the end of a word the final one.</summary>
    public static string Lower(string text)
    {
        if (text.AsSpan().IndexOfAny('İ', 'Σ') < 0)
            return text.ToLowerInvariant();
        var lower = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == 'İ')
                lower.Append("i\u0307");
            else if (text[i] == 'Σ')
                lower.Append(i > 0 && char.IsLetter(text[i - 1]) && !(i + 1 < text.Length && char.IsLetter(text[i + 1])) ? 'ς' : 'σ');
            else
                lower.Append(text[i]);
        }
        return lower.ToString().ToLowerInvariant();
    }

    /// <summary>Capitals and small letters, as <c>str.isupper</c> and <c>str.islower</c> count them; title case letters count as neither.</summary>
    public static LetterCases CountCases(ReadOnlySpan<char> text)
    {
        var cases = new LetterCases();
        for (int i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int length);
            if (IsUpper(rune))
                cases.AddUpper(i);
            else if (IsLower(rune))
                cases.AddLower(i);
            else if (!rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.TitlecaseLetter)
                cases.AddTitle(i);
            i += length;
        }
        return cases;
    }

    public static bool IsUpper(Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterUpper((char)rune.Value);
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.UppercaseLetter
            || rune.Value is >= 0x2160 and <= 0x216F or >= 0x24B6 and <= 0x24CF or >= 0x1F130 and <= 0x1F149 or >= 0x1F150 and <= 0x1F169 or >= 0x1F170 and <= 0x1F189;
    }

    public static bool IsLower(Rune rune)
    {
        if (rune.IsAscii)
            return char.IsAsciiLetterLower((char)rune.Value);
        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.LowercaseLetter || IsOtherLower(rune.Value);
    }

    // Unicode's property Other_Lowercase: marks, modifiers and numerals that count as small letters.
    private static bool IsOtherLower(int c) => c switch
    {
        < 0x2B0 => c is 0xAA or 0xBA,
        < 0x2000 => c is <= 0x2B8 or 0x2C0 or 0x2C1 or >= 0x2E0 and <= 0x2E4 or 0x345 or 0x37A or 0x10FC or >= 0x1D2C and <= 0x1D6A or 0x1D78 or >= 0x1D9B and <= 0x1DBF,
        < 0xA000 => c is 0x2071 or 0x207F or >= 0x2090 and <= 0x209C or >= 0x2170 and <= 0x217F or >= 0x24D0 and <= 0x24E9 or 0x2C7C or 0x2C7D,
        < 0x10000 => c is 0xA69C or 0xA69D or 0xA770 or 0xA7F8 or 0xA7F9 or >= 0xAB5C and <= 0xAB5F,
        _ => c is 0x10780 or >= 0x10783 and <= 0x10785 or >= 0x10787 and <= 0x107B0 or >= 0x107B2 and <= 0x107BA,
    };
}
