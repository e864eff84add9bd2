using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>An emoji at the end of every sentence or, after its mark, at the beginning of the next. The degree is the share of sentences that have one.</summary>
internal sealed class EmojiConstraint() : IfBenchCheck("format:emoji",
    "Every sentence ends with an emoji, or the next begins with one: its last character or the one before, ASCII punctuation left out. A sentence of punctuation alone has none.")
{
    protected override string Describe(CheckArguments arguments) => "End every sentence with an emoji.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        List<string> sentences = MarkedSentences.Of(answer);
        string[] texts = [.. sentences.Select(s => PythonText.Strip(AsciiPunctuation.Remove(s)).ToString())];
        int right = 0, fault = -1;
        for (int i = 0; i < texts.Length; i++)
        {
            if (EndsWithEmoji(texts[i]) || (texts[i].Length > 0 && i + 1 < texts.Length && BeginsWithEmoji(texts[i + 1])))
                right++;
            else if (fault < 0)
                fault = i;
        }
        return fault < 0
            ? Met($"All {texts.Length} sentences end with an emoji.")
            : Unmet($"{Quote.Of(sentences[fault])} does not end with an emoji; {right} of {texts.Length} sentences do.", (double)right / texts.Length);
    }

    private static bool EndsWithEmoji(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < 2 && !text.IsEmpty; i++)
        {
            Rune.DecodeLastFromUtf16(text, out Rune rune, out int length);
            if (EmojiCharacters.Contains(rune))
                return true;
            text = text[..^length];
        }
        return false;
    }

    private static bool BeginsWithEmoji(string text) => Rune.DecodeFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done && EmojiCharacters.Contains(rune);
}
