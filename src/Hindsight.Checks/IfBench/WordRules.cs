using Hindsight.Checks.Language;

namespace Hindsight.Checks.IfBench;

/// <summary>What is true of each word of an answer, or of each word and the one before it.</summary>
internal static class WordRules
{
    /// <summary>Words begin with the letters of the alphabet in turn, from any of them on.</summary>
    public static IEnumerable<(bool Holds, string Found)> Alphabet(string answer)
    {
        string[] plain = AnswerWords.Plain(answer), words = [.. plain.Select(PythonText.Lower)];
        // An answer without words, on which the official program ends with an error, does as little as one that begins otherwise; İ is none of the alphabet there, though its small form begins with i.
        if (words.Length == 0 || !char.IsAsciiLetterLower(words[0][0]) || plain[0][0] == 'İ')
            return [(false, plain.FirstOrDefault(answer))];
        return words.Select((word, index) => (word[0] - 'a' == (words[0][0] - 'a' + index) % 26, word));
    }

    /// <summary>Words have two consonants beside each other.</summary>
    public static IEnumerable<(bool Holds, string Found)> Clusters(string answer)
    {
        foreach (string word in AnswerWords.Of(PythonText.Lower(answer)))
        {
            bool cluster = false;
            for (int i = 1; i < word.Length && !cluster; i++)
                cluster = IsConsonant(word[i - 1]) && IsConsonant(word[i]);
            yield return (cluster, word);
        }
    }

    /// <summary>Words have a prime number of characters, up to 97.</summary>
    public static IEnumerable<(bool Holds, string Found)> PrimeLengths(string answer) =>
        AnswerWords.Plain(answer).Select(word => (IsSmallPrime(Counts.Characters.Count(word)), word));

    /// <summary>Words and the ones before them have numbers of syllables of which one is odd.</summary>
    public static IEnumerable<(bool Holds, string Found)> Syllables(string answer)
    {
        string[] words = AnswerWords.Plain(PythonText.Lower(answer));
        int[] counts = [.. words.Select(Language.Syllables.Count)];
        return Enumerable.Range(1, Math.Max(0, words.Length - 1))
            .Select(i => (counts[i - 1] % 2 != counts[i] % 2, $"{words[i - 1]} {words[i]}"));
    }

    /// <summary>Words begin with another character than the ones before them.</summary>
    public static IEnumerable<(bool Holds, string Found)> FirstLetters(string answer)
    {
        string[] words = AnswerWords.Plain(PythonText.Lower(answer));
        for (int i = 1; i < words.Length; i++)
            yield return (!CodePoints.First(words[i - 1]).SequenceEqual(CodePoints.First(words[i])), $"{words[i - 1]} {words[i]}");
    }

    /// <summary>Each word of which the place is a multiple of a number has a kana or a Chinese character, unless it is a number or punctuation.</summary>
    public static IEnumerable<(bool Holds, string Found)> Japanese(string answer, int cycle)
    {
        string[] words = AnswerWords.Of(answer);
        for (int i = cycle - 1; i < words.Length; i += cycle)
        {
            string word = AsciiPunctuation.Trim(words[i]).ToString();
            if (word.Length > 0 && !PythonText.IsDigits(word))
                yield return (word.AsSpan().ContainsAnyInRange('\u3040', '\u30ff') || word.AsSpan().ContainsAnyInRange('\u4e00', '\u9fff'), word);
        }
    }

    private static bool IsConsonant(char c) => char.IsAsciiLetterLower(c) && c is not ('a' or 'e' or 'i' or 'o' or 'u');

    private static bool IsSmallPrime(int number)
    {
        const int Largest = 97;
        return number is >= 2 and <= Largest && Enumerable.Range(2, number - 2).TakeWhile(d => d * d <= number).All(d => number % d != 0);
    }
}
