namespace Hindsight.Checks.Counts;

/// <summary>Unicode code points; a lone surrogate counts as one.</summary>
internal static class Characters
{
    public static int Count(string text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
                count--;
        }
        return count;
    }
}
