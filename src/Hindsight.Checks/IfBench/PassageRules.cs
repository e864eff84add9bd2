using Hindsight.Checks.Language;

namespace Hindsight.Checks.IfBench;

/// <summary>What is true of the first and last words of sentences and paragraphs.</summary>
internal static class PassageRules
{
    /// <summary>Sentences begin with the word that ends the one before, in any case, punctuation around sentences apart.</summary>
    public static IEnumerable<(bool Holds, string Found)> Chain(string answer)
    {
        List<string> sentences = MarkedSentences.Of(answer);
        string? last = null;
        for (int i = 0; i < sentences.Count; i++)
        {
            if (i > 0)
            {
                // A sentence without words, on which the official program ends with an error, does not go on with anything.
                string? first = AnswerWords.Of(AsciiPunctuation.TrimStart(sentences[i]).ToString()).FirstOrDefault();
                yield return (last is not null && first is not null && PythonText.Lower(last) == PythonText.Lower(first), $"{last} / {first}");
            }
            last = AnswerWords.Of(AsciiPunctuation.TrimEnd(sentences[i]).ToString()).LastOrDefault();
        }
    }

    /// <summary>Lines end with the word that they begin with, in any case, punctuation around lines apart. Lines without words are overlooked, as in the official program from September 2025 on; before, it ends with an error.</summary>
    public static IEnumerable<(bool Holds, string Found)> Rings(string answer)
    {
        foreach (string line in answer.Split('\n'))
        {
            string[] words = AnswerWords.Of(AsciiPunctuation.Trim(PythonText.Lower(PythonText.Strip(line).ToString())).ToString());
            if (words.Length > 0)
                yield return (words[0] == words[^1], line);
        }
    }
}
