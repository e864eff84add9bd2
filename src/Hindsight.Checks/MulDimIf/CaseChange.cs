using System.Text;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Whether Python's <c>upper</c> and <c>lower</c> change a character.</summary>
internal static class CaseChange
{
    /// <summary>Whether capitals are another text: a small letter that has a capital, or becomes several letters.</summary>
    public static bool ByUpper(Rune rune) => Rune.ToUpperInvariant(rune) != rune || rune.Value is 0xDF or 0x131 or 0x149 or 0x17F or 0x1F0 or 0x390 or 0x3B0 or 0x587
        or (>= 0x1E96 and <= 0x1E9A) or 0x1F50 or 0x1F52 or 0x1F54 or 0x1F56 or (>= 0x1F80 and <= 0x1FAF) or (>= 0x1FB2 and <= 0x1FB4) or 0x1FB6 or 0x1FB7 or 0x1FBC
        or (>= 0x1FC2 and <= 0x1FC4) or 0x1FC6 or 0x1FC7 or 0x1FCC or 0x1FD2 or 0x1FD3 or 0x1FD6 or 0x1FD7 or (>= 0x1FE2 and <= 0x1FE4) or 0x1FE6 or 0x1FE7
        or (>= 0x1FF2 and <= 0x1FF4) or 0x1FF6 or 0x1FF7 or 0x1FFC or (>= 0xFB00 and <= 0xFB06) or (>= 0xFB13 and <= 0xFB17);

    /// <summary>Whether small letters are another text.</summary>
    public static bool ByLower(Rune rune) => Rune.ToLowerInvariant(rune) != rune || rune.Value == 0x130;
}
