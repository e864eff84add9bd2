using System.Globalization;
using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>Decimal digits of every script, which <c>\d</c> and <c>int</c> accept in Python.</summary>
internal static class DecimalDigits
{
    /// <summary>How much of the text's beginning is digits.</summary>
    public static int Run(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (Rune.DecodeFromUtf16(text[length..], out Rune rune, out int step) == System.Buffers.OperationStatus.Done && IsDigit(rune))
            length += step;
        return length;
    }

    /// <summary>The number that a text of so many digits stands for, or <see langword="null"/>: it is something else.</summary>
    public static int? Number(ReadOnlySpan<char> text, int digits)
    {
        int value = 0, count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (++count > digits || !IsDigit(rune))
                return null;
            value = 10 * value + (int)Rune.GetNumericValue(rune);
        }
        return count == digits ? value : null;
    }

    private static bool IsDigit(Rune rune) => rune.IsAscii ? char.IsAsciiDigit((char)rune.Value) : Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
}
