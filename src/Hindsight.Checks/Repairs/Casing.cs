using System.Text;
using Hindsight.Checks.Language;
using Hindsight.Checks.MulDimIf;

namespace Hindsight.Checks.Repairs;

/// <summary>Texts in capitals, small letters, or with capitals at the beginnings of words.</summary>
internal static class Casing
{
    /// <summary>The text in a case: upper, lower or title.</summary>
    public static string To(string letters, string text) => letters switch { "upper" => Upper(text), "lower" => Lower(text), _ => Title(text) };

    /// <summary>Capitals; a letter that has none is left out.</summary>
    public static string Upper(string text) => Changed(text.Replace("ß", "SS", StringComparison.Ordinal), Rune.ToUpperInvariant, rune => Rune.IsLower(rune) || PythonText.IsLower(rune) || CaseChange.ByUpper(rune));

    /// <summary>Small letters; a capital that has none is left out.</summary>
    public static string Lower(string text) => Changed(PythonText.Lower(text), Rune.ToLowerInvariant, rune => Rune.IsUpper(rune) || PythonText.IsUpper(rune) || CaseChange.ByLower(rune));

    /// <summary>A capital for the first letter of every word.</summary>
    public static string Title(string text)
    {
        var title = new StringBuilder(text);
        foreach (Range word in SplitText.Words(text))
        {
            (int start, int length) = word.GetOffsetAndLength(text.Length);
            int letter = start;
            while (letter < start + length && !char.IsLetter(text[letter]))
                letter++;
            if (letter < start + length)
                title[letter] = char.ToUpperInvariant(text[letter]);
        }
        return title.ToString();
    }

    /// <summary>Words in the case that a text is written in.</summary>
    public static string Like(string text, string words)
    {
        LetterCases cases = PythonText.CountCases(text);
        return cases.IsUpper ? Upper(words) : cases.IsLower ? Lower(words) : IsTitle(text) ? Title(words) : words;
    }

    /// <summary>A word in the case of another.</summary>
    public static string As(string word, string other)
    {
        LetterCases cases = PythonText.CountCases(word);
        return cases.IsUpper && cases.All > 1 ? Upper(other) : char.IsUpper(word[0]) ? Capitalised(other) : other;
    }

    public static string Capitalised(string text) => text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    /// <summary>What begins a sentence as it goes on inside one.</summary>
    public static string Continued(string text) => text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static bool IsTitle(string text) => text.Contains(' ', StringComparison.Ordinal) && !SplitText.Words(text).Any(word => char.IsLower(text[word][0]));

    private static string Changed(string text, Func<Rune, Rune> change, Func<Rune, bool> isWrong)
    {
        var changed = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Rune other = change(rune);
            if (!isWrong(other))
                changed.Append(other.ToString());
        }
        return changed.ToString();
    }
}
