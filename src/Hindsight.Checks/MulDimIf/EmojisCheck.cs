using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Emojis in every sentence. The degree is the share of sentences with enough of them.</summary>
internal sealed class EmojisCheck() : Check(Id,
    "Every sentence has emojis. A sentence goes on to . ! ? and white space. A run of characters from U+24C2 on counts as one emoji: symbols, and scripts such as Chinese, too.",
    Parameter.Integer("min", "The smallest number demanded of every sentence.", 1, 1, int.MaxValue))
{
    public new const string Id = "muldimif/content:emojis";

    private const int MostEmojis = 5;

    protected override Mending Mending { get; } = new(RepairStage.Style, (text, arguments, words) => words.Of(Wordings.Default.Emojis).Select(emoji => WithEmojis(text, emoji, arguments.Integer("min") ?? 1)));

    protected override string Describe(CheckArguments arguments) => $"Put at least {arguments.Written("min")} emojis into every sentence.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        int min = arguments.Integer("min") ?? 1, sentences = 0, right = 0;
        string fault = "";
        foreach (string sentence in Sentences(answer))
        {
            sentences++;
            int found = Runs(sentence);
            if (found >= min)
                right++;
            else if (fault.Length == 0)
                fault = $"{Quote.Of(sentence)} has {found} emojis; expected at least {min}.";
        }
        return right == sentences ? Met($"All {sentences} sentences have at least {min} emojis.") : Unmet($"{fault} {right} of {sentences} sentences conform.", (double)right / sentences);
    }

    /// <summary>The text with emojis at the end of every sentence that has too few.</summary>
    private static string WithEmojis(string text, string emoji, int min)
    {
        foreach ((int start, int end) in Places(text).Reverse())
        {
            int missing = min - Runs(text[start..end]);
            // Emojis side by side would count as one.
            if (missing is > 0 and <= MostEmojis)
                text = text[..start] + Marking.Before(text[start..end], string.Join(" ", Enumerable.Repeat(emoji, missing))) + text[end..];
        }
        return text;
    }

    private static IEnumerable<string> Sentences(string text) => Places(text).Select(place => text[place.Start..place.End]);

    private static IEnumerable<(int Start, int End)> Places(string text)
    {
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i - 1] is not ('.' or '!' or '?') || !PythonText.IsSpace(text[i]))
                continue;
            if (Stripped(start, i) is { } sentence)
                yield return sentence;
            start = i;
        }
        if (Stripped(start, text.Length) is { } last)
            yield return last;

        (int Start, int End)? Stripped(int from, int to)
        {
            while (from < to && PythonText.IsSpace(text[from]))
                from++;
            while (to > from && PythonText.IsSpace(text[to - 1]))
                to--;
            return to > from ? (from, to) : null;
        }
    }

    private static int Runs(string text)
    {
        int runs = 0;
        bool inside = false;
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            bool emoji = pair || text[i] >= '\u24c2';
            runs += emoji && !inside ? 1 : 0;
            inside = emoji;
            i += pair ? 1 : 0;
        }
        return runs;
    }
}
