using Hindsight.Checks.Language;

namespace Hindsight.Checks.Repairs;

/// <summary>Shorter texts.</summary>
internal static class Cutting
{
    private const int LongSentence = 60, ManyWords = 20;

    /// <summary>The text without its last sentence, or without one before it; then with a sentence's last words left out.</summary>
    public static IEnumerable<string> Changes(string text)
    {
        List<(int Start, int End)> units = Units.Of(text);
        for (int i = units.Count - 1; i >= 0; i--)
            yield return Units.Without(text, units[i]);
        for (int i = units.Count - 1; i >= 0; i--)
        {
            foreach (string shorter in FewerWords(text[units[i].Start..units[i].End]))
                yield return text[..units[i].Start] + shorter + text[units[i].End..];
        }
    }

    private static IEnumerable<string> FewerWords(string sentence)
    {
        Range[] words = [.. SplitText.Words(sentence)];
        string mark = sentence[sentence.TrimEnd(Ends).Length..];
        if (words.Length > LongSentence)
            yield return sentence[..words[^ManyWords].Start].TrimEnd(Pauses) + mark;
        for (int i = words.Length - 1; i > 0; i--)
        {
            yield return i == words.Length - 1
                ? sentence[..words[i].Start].TrimEnd(Pauses) + mark
                : sentence[..words[i].Start] + sentence[words[i + 1].Start..];
        }
    }

    private static readonly char[] Ends = [.. ".!?…\"'”’)*_"], Pauses = [.. " \t,;:-–—"];
}
