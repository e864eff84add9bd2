namespace Hindsight.Checks.MulDimIf;

/// <summary>Chinese characters by their blocks.</summary>
internal static class Han
{
    /// <summary>Whether a text holds a character of the common block.</summary>
    public static bool IsIn(string text) => text.AsSpan().IndexOfAnyInRange('\u4e00', '\u9fff') >= 0;

    /// <summary>The number of Chinese characters, of Chinese punctuation and of wide forms.</summary>
    public static int Count(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is (>= '\u4e00' and <= '\u9fff') or (>= '\u3400' and <= '\u4dbf') or (>= '\u3000' and <= '\u303f') or (>= '\uff00' and <= '\uffef')
                || (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) && char.ConvertToUtf32(text[i], text[i + 1]) is >= 0x20000 and <= 0x2A6DF))
                count++;
        }
        return count;
    }
}
