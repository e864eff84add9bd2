namespace Hindsight.Documents;

/// <summary>The known name nearest to a mistyped one.</summary>
internal static class NearestName
{
    /// <summary>The name with the smallest edit distance (Levenshtein), the first among equals; <see langword="null"/> without names.</summary>
    public static string? Of(string name, IEnumerable<string> known) => known.MinBy(k => Distance(name, k));

    private static int Distance(string a, string b)
    {
        // Far more than any known name: what lies beyond decides nothing.
        if (a.Length > 100) a = a[..100];
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
