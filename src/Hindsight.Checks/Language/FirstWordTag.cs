using System.Globalization;

namespace Hindsight.Checks.Language;

/// <summary>
/// The part of speech of a text's first word, as a tag of the Penn Treebank: an averaged perceptron (Collins, "Discriminative Training Methods for Hidden Markov Models", EMNLP 2002)
/// over the word, its beginning and end, and the two words after it.
/// </summary>
/// <remarks>
/// The weights, in thousandths, are those of the usual Python toolkit's English tagger (M. Honnibal's averaged perceptron, trained on newspaper text) for what it can see at a text's beginning;
/// those of the beginning itself are summed up, and what it knows of a word as such and at the beginning too.
/// </remarks>
internal static class FirstWordTag
{
    private static readonly Lazy<ScoreTable<string>> Weights = new(() => new("first-word-tags.br", static feature => feature.ToString()));

    /// <summary>The tag of the first word.</summary>
    /// <param name="words">The text's first three words, or all of a shorter one; one at least.</param>
    public static string Of(IReadOnlyList<string> words)
    {
        ScoreTable<string> weights = Weights.Value;
        Span<int> scores = stackalloc int[weights.Labels.Count];
        scores.Clear();
        string word = words[0];
        // A word that has one tag nearly always is not looked at further.
        if (!weights.AddScores("t" + word, scores))
        {
            string next = words.Count > 1 ? Normalized(words[1]) : "-END-", afterNext = words.Count > 2 ? Normalized(words[2]) : words.Count > 1 ? "-END-" : "-END2-";
            foreach (string feature in (string[])["c", $"s{CodePoints.Last(word, 3)}", $"p{CodePoints.First(word)}", $"w{Normalized(word)}", $"n{next}", $"e{CodePoints.Last(next, 3)}", $"a{afterNext}"])
                weights.AddScores(feature, scores);
        }
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            best = scores[i] >= scores[best] ? i : best;
        return weights.Labels[best];
    }

    private static string Normalized(string word)
    {
        if (word.IndexOf('-', StringComparison.Ordinal) > 0)
            return "!HYPHEN";
        if (CharUnicodeInfo.GetDigitValue(word, 0) < 0)
            return PythonText.Lower(word);
        return PythonText.IsDigits(word) && Counts.Characters.Count(word) == 4 ? "!YEAR" : "!DIGITS";
    }
}
