using Hindsight.Checks.Language;

namespace Hindsight.Checks.Repairs;

/// <summary>Texts with more or fewer lines and paragraphs.</summary>
internal static class Breaking
{
    /// <summary>The text with a line joined to the one before: blank ones first, then the last.</summary>
    public static IEnumerable<string> Join(string text)
    {
        string end = text.Trim();
        if (end.Length < text.Length)
            yield return end;
        for (int blank = text.LastIndexOf("\n\n", StringComparison.Ordinal); blank >= 0; blank = blank == 0 ? -1 : text.LastIndexOf("\n\n", blank, StringComparison.Ordinal))
            yield return text.Remove(blank, 1);
        for (int at = text.LastIndexOf('\n'); at >= 0; at = at == 0 ? -1 : text.LastIndexOf('\n', at - 1))
            yield return $"{text[..at].TrimEnd(' ')} {Units.Unmarked(text[(at + 1)..])}";
    }

    /// <summary>The text with a sentence on a line of its own, or with a line more.</summary>
    public static IEnumerable<string> Break(string text, RepairWords words)
    {
        foreach ((int start, _) in Units.Of(text).Where(u => u.Start > 0 && text[u.Start - 1] == ' '))
            yield return $"{text[..start].TrimEnd(' ')}\n{text[start..]}";
        foreach (string more in Adding.Lines(text, words.Sentences))
            yield return more;
    }

    /// <summary>The paragraphs of a text, regrouped into so many: the shortest neighbours joined, the longest divided between sentences, sentences added where there is nothing left to divide.</summary>
    /// <param name="text">The text; a blank line or one of asterisks stands between its paragraphs.</param>
    /// <param name="count">How many are wanted, at least one.</param>
    /// <param name="words">Sentences to add.</param>
    /// <returns><see langword="null"/>: there are not enough sentences.</returns>
    public static List<string>? Paragraphs(string text, int count, RepairWords words)
    {
        List<string> paragraphs = [];
        foreach (string line in text.Split('\n'))
        {
            bool divides = PythonText.IsBlank(line.Replace('*', ' '));
            if (divides || paragraphs.Count == 0)
                paragraphs.Add("");
            if (!divides)
                paragraphs[^1] += (paragraphs[^1].Length > 0 ? "\n" : "") + line.Replace("***", "", StringComparison.Ordinal).TrimEnd();
        }
        paragraphs.RemoveAll(p => PythonText.IsBlank(p));
        while (paragraphs.Count > count)
            JoinShortest(paragraphs);
        using IEnumerator<string> more = words.Sentences.GetEnumerator();
        while (paragraphs.Count < count)
        {
            if (TryDivideLongest(paragraphs))
                continue;
            if (!more.MoveNext())
                return null;
            paragraphs.Insert(paragraphs.Count - (paragraphs.Count > 1 ? 1 : 0), more.Current);
        }
        return paragraphs;
    }

    private static void JoinShortest(List<string> paragraphs)
    {
        int shortest = Enumerable.Range(0, paragraphs.Count - 1).MinBy(i => paragraphs[i].Length + paragraphs[i + 1].Length);
        paragraphs[shortest] += "\n" + paragraphs[shortest + 1];
        paragraphs.RemoveAt(shortest + 1);
    }

    private static bool TryDivideLongest(List<string> paragraphs)
    {
        foreach (int i in Enumerable.Range(0, paragraphs.Count).OrderByDescending(i => paragraphs[i].Length).ThenBy(i => i))
        {
            List<(int Start, int End)> units = Units.Of(paragraphs[i]);
            if (units.Count < 2)
                continue;
            int middle = units[units.Count / 2].Start;
            paragraphs.Insert(i + 1, paragraphs[i][middle..]);
            paragraphs[i] = paragraphs[i][..middle].TrimEnd();
            return true;
        }
        return false;
    }
}
