namespace Hindsight.Checks.Language;

/// <summary>
/// Sentences of English text by the rules of the Punkt system (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational Linguistics 32, 2006,
/// section 4) as the usual Python toolkit applies them, with a vocabulary of our own choice (<see cref="PunktEnglish"/>).
/// </summary>
/// <remarks>
/// A . ? or ! before white space or a closing mark may end a sentence. Whether it does is decided from the word that it ends and the token after it: abbreviations and ellipses
/// do not, unless the next word is one that opens sentences; initials and ordinals do not before a word that cannot open one. A line end is white space like any other.
/// </remarks>
internal static class PunktSentences
{
    public static int Count(string text) => Of(text).Count;

    /// <summary>Where the sentences stand, the white space between them left out.</summary>
    public static List<(int Start, int End)> Of(string text)
    {
        List<(int Start, int End)> slices = Slices(text), sentences = new(slices.Count);
        int realign = 0;
        for (int i = 0; i < slices.Count; i++)
        {
            (int start, int end) = (slices[i].Start + realign, slices[i].End);
            realign = 0;
            if (i + 1 < slices.Count && ClosingMarks(text, slices[i + 1], out int marks, out realign))
                sentences.Add((start, slices[i + 1].Start + marks));
            else if (start < end)
                sentences.Add((start, end));
        }
        return sentences;
    }

    private static List<(int Start, int End)> Slices(string text)
    {
        List<(int Start, int End)> slices = [];
        int lastBreak = 0, previous = -1, previousWord = 0, previousWordEnd = 0;
        for (int mark = NextMark(text, 0); mark >= 0; mark = NextMark(text, mark + 1))
        {
            int space = mark - 1;
            while (space > previousWordEnd && text[space] is not (' ' or >= '\t' and <= '\r'))
                space--;
            int word = space > previousWordEnd ? space + 1 : previousWord;
            // Of several marks in one run of words without white space only the last can end a sentence.
            if (previous >= 0 && previousWordEnd <= word)
                Decide(previous, previousWord);
            (previous, previousWord, previousWordEnd) = (mark, word, mark);
        }
        if (previous >= 0)
            Decide(previous, previousWord);
        int end = text.Length;
        while (end > 0 && PythonText.IsSpace(text[end - 1]))
            end--;
        slices.Add((lastBreak, end));
        return slices;

        void Decide(int mark, int word)
        {
            int next = mark + 1, contextEnd = mark + 2;
            if (PythonText.IsSpace(text[next]))
            {
                while (PythonText.IsSpace(text[next]))
                    next++;
                for (contextEnd = next; contextEnd < text.Length && !PythonText.IsSpace(text[contextEnd]);)
                    contextEnd++;
            }
            if (!PunktContext.EndsSentence(text.AsSpan(word, contextEnd - word)))
                return;
            slices.Add((lastBreak, mark + 1));
            lastBreak = next;
        }
    }

    /// <summary>The next mark that may end a sentence: before a mark that no word contains, or before white space and something after it.</summary>
    private static int NextMark(string text, int from)
    {
        for (int i = from; i < text.Length - 1; i++)
        {
            int offset = text.AsSpan(i, text.Length - 1 - i).IndexOfAny('.', '?', '!');
            if (offset < 0)
                return -1;
            i += offset;
            if (PunktContext.IsNoWord(text[i + 1]))
                return i;
            int next = i + 1;
            while (next < text.Length && PythonText.IsSpace(text[next]))
                next++;
            if (next == text.Length)
                return -1;
            if (next > i + 1)
                return i;
        }
        return -1;
    }

    /// <summary>Closing quotes and brackets after a sentence's end belong to it, when white space, a dash or the end follows them.</summary>
    private static bool ClosingMarks(string text, (int Start, int End) slice, out int marks, out int length)
    {
        marks = length = 0;
        int i = slice.Start;
        while (i < slice.End && text[i] is '"' or '\'' or ')' or ']' or '}')
        {
            i++;
            bool dash = i + 1 < slice.End && text[i] == '-' && text[i + 1] == '-';
            if (i < slice.End && !dash && !PythonText.IsSpace(text[i]))
                continue;
            marks = i - slice.Start;
            while (i < slice.End && PythonText.IsSpace(text[i]))
                i++;
            length = i - slice.Start;
            return true;
        }
        return false;
    }
}
