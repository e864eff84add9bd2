namespace Hindsight.Worker.Configuration;

/// <summary>Guesses which key was meant.</summary>
internal static class NearestKey
{
    /// <summary>The known key path that an unknown one was most likely meant to be: the same name elsewhere, else the sibling with the fewest edits.</summary>
    /// <param name="path">The unknown key path.</param>
    /// <param name="siblings">The names that its section knows.</param>
    /// <param name="paths">Every known key path.</param>
    public static string? Find(string path, IEnumerable<string> siblings, IEnumerable<string> paths)
    {
        int colon = path.LastIndexOf(':');
        (string parent, string name) = (path[..colon], path[(colon + 1)..]);
        return paths.FirstOrDefault(p => p.EndsWith(":" + name, StringComparison.OrdinalIgnoreCase))
            ?? siblings.Select(s => $"{parent}:{s}").MinBy(s => Distance(s.ToUpperInvariant(), path.ToUpperInvariant()));
    }

    /// <summary>The edit distance of Levenshtein: insertions, deletions and substitutions.</summary>
    public static int Distance(string a, string b)
    {
        int[] row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[b.Length];
    }
}
