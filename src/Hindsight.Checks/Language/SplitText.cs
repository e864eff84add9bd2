namespace Hindsight.Checks.Language;

/// <summary>Texts cut at white space and at line breaks, as Python cuts them.</summary>
internal static class SplitText
{
    public static string Strip(string text) => PythonText.Strip(text).ToString();

    /// <summary>The pieces between white space.</summary>
    public static IEnumerable<Range> Words(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && !PythonText.IsSpace(text[i]))
                i++;
            if (i > start)
                yield return start..i;
            else
                i++;
        }
    }

    public static int CountWords(ReadOnlySpan<char> text)
    {
        int count = 0;
        bool inside = false;
        foreach (char c in text)
        {
            bool word = !PythonText.IsSpace(c);
            if (word && !inside)
                count++;
            inside = word;
        }
        return count;
    }

    /// <summary>The lines, ended by \n alone, without the white space around them; blank ones too.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        foreach (string line in text.Split('\n'))
            yield return Strip(line);
    }
}
