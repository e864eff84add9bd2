using Hindsight.Checks.Language;

namespace Hindsight.Checks.IfEval;

/// <summary>Marks of layout in an answer. Matches do not overlap: each is looked for after the one before.</summary>
internal static class Marks
{
    /// <summary>Square brackets closed on the line on which they open.</summary>
    public static int Placeholders(string text)
    {
        int count = 0;
        for (int open = text.IndexOf('[', StringComparison.Ordinal); open >= 0 && open + 1 < text.Length;)
        {
            int end = text.AsSpan(open + 1).IndexOfAny(']', '\n');
            if (end < 0)
                break;
            end += open + 1;
            if (text[end] == ']')
                count++;
            open = text.IndexOf('[', end);
        }
        return count;
    }

    /// <summary>Lines that begin with an asterisk and something that is none, or with a hyphen; the white space before it may run over blank lines.</summary>
    public static int Bullets(string text) =>
        Lines(text, mark: '-', next => true) + Lines(text, mark: '*', next => next < text.Length && text[next] != '*');

    /// <summary>Passages between single or double asterisks, not blank; a passage between double ones without inner asterisks counts once.</summary>
    public static int Highlights(string text)
    {
        int count = 0;
        foreach ((int start, int end) in Between(text, 1))
            count += PythonText.IsBlank(text.AsSpan(start, end - start)) ? 0 : 1;
        foreach ((int start, int end) in Between(text, 2))
            count += PythonText.IsBlank(text.AsSpan(start, end - start)) ? 0 : 1;
        return count;
    }

    private static int Lines(string text, char mark, Func<int, bool> accepts)
    {
        int count = 0;
        for (int line = 0; line >= 0 && line < text.Length;)
        {
            int i = line;
            while (i < text.Length && PythonText.IsSpace(text[i]))
                i++;
            bool found = i < text.Length && text[i] == mark && accepts(i + 1);
            if (found)
                count++;
            // A mark's next character may itself be the line's end; what follows it then belongs to the match.
            int from = found && mark == '*' ? i + 2 : i;
            int end = from < text.Length ? text.IndexOf('\n', from) : -1;
            line = end < 0 ? -1 : end + 1;
        }
        return count;
    }

    /// <summary>What stands between two runs of exactly so many asterisks with neither asterisk nor line end inside.</summary>
    private static IEnumerable<(int Start, int End)> Between(string text, int asterisks)
    {
        string mark = new('*', asterisks);
        for (int open = text.IndexOf(mark, StringComparison.Ordinal); open >= 0;)
        {
            int start = open + asterisks, length = text.AsSpan(start).IndexOfAny('*', '\n');
            if (length < 0)
                yield break;
            int end = start + length;
            bool closed = text.AsSpan(end).StartsWith(mark);
            if (closed)
                yield return (start, end);
            open = text.IndexOf(mark, closed ? end + asterisks : open + 1, StringComparison.Ordinal);
        }
    }
}
