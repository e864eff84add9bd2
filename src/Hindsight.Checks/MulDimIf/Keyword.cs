using System.Buffers;
using System.Text;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Occurrences of keywords: a Chinese one anywhere, any other as whole words in any case.</summary>
internal static class Keyword
{
    public static int Count(string text, string keyword)
    {
        bool han = Han.IsIn(keyword);
        StringComparison comparison = han ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        int count = 0;
        for (int at = text.IndexOf(keyword, comparison); at >= 0;)
        {
            bool counts = han || !TouchesWord(text, at, keyword.Length);
            count += counts ? 1 : 0;
            int next = at + (counts ? keyword.Length : 1);
            at = next > text.Length ? -1 : text.IndexOf(keyword, next, comparison);
        }
        return count;
    }

    private static bool TouchesWord(string text, int index, int length) =>
        (Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out Rune before, out _) == OperationStatus.Done && PythonText.IsWord(before))
        || (Rune.DecodeFromUtf16(text.AsSpan(index + length), out Rune after, out _) == OperationStatus.Done && PythonText.IsWord(after));
}
