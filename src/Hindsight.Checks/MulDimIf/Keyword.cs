using System.Buffers;
using System.Text;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Occurrences of keywords: a Chinese one anywhere, any other as whole words in any case.</summary>
internal static class Keyword
{
    public static int Count(string text, string keyword) => Places(text, keyword).Count();

    /// <summary>Where the keyword first stands, and its length; index −1: nowhere.</summary>
    public static (int Index, int Length) Find(string text, string keyword)
    {
        foreach (int index in Places(text, keyword))
            return (index, keyword.Length);
        return (-1, 0);
    }

    private static IEnumerable<int> Places(string text, string keyword)
    {
        bool han = Han.IsIn(keyword);
        StringComparison comparison = han ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        for (int at = text.IndexOf(keyword, comparison); at >= 0;)
        {
            bool counts = han || !TouchesWord(text, at, keyword.Length);
            if (counts)
                yield return at;
            int next = at + (counts ? keyword.Length : 1);
            at = next > text.Length ? -1 : text.IndexOf(keyword, next, comparison);
        }
    }

    private static bool TouchesWord(string text, int index, int length) =>
        (Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out Rune before, out _) == OperationStatus.Done && PythonText.IsWord(before))
        || (Rune.DecodeFromUtf16(text.AsSpan(index + length), out Rune after, out _) == OperationStatus.Done && PythonText.IsWord(after));
}
