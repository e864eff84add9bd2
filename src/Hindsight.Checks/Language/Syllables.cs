using System.Collections.Frozen;
using System.Text;

namespace Hindsight.Checks.Language;

/// <summary>
/// How many syllables an English word has: its groups of vowels, y among them, without a final e that no l after a consonant stands before; one at least. A word with a digit has none.
/// </summary>
/// <remarks>The words of which that is not true, with their counts, are from the 6,392 that syllapy 0.7.2 counts; a line for each count, from one on.</remarks>
internal static class Syllables
{
    private static readonly Lazy<FrozenDictionary<string, int>> Exceptions = new(() => Resource.Text("syllables.txt").TrimEnd().Split('\n')
        .SelectMany((line, index) => line.Split(' ').Select(word => KeyValuePair.Create(word, index + 1))).ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>The count.</summary>
    /// <param name="word">In small letters, without punctuation; not empty.</param>
    public static int Count(string word)
    {
        if (word.EnumerateRunes().Any(Rune.IsDigit))
            return 0;
        if (Exceptions.Value.TryGetValue(word, out int known))
            return known;
        int count = 0;
        for (int i = 0; i < word.Length; i++)
            count += IsVowel(word[i]) && (i == 0 || !IsVowel(word[i - 1])) ? 1 : 0;
        if (word[^1] == 'e' && !(word.Length > 2 && word[^2] == 'l' && !IsVowel(word[^3])))
            count--;
        return Math.Max(count, 1);
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
