using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>Finding texts in an answer, ordinally, with or without case, anywhere or as whole words.</summary>
internal static class TextSearch
{
    public static CheckParameter IgnoreCase { get; } = Parameter.Flag("ignore_case", "Whether capitals and small letters are the same.");

    public static CheckParameter WholeWord { get; } = Parameter.Flag("whole_word", "Whether a letter, a digit or _ beside a text makes it another word.");

    /// <summary>Where the text first stands, or −1.</summary>
    public static int Find(string answer, string text, CheckArguments arguments)
    {
        StringComparison comparison = Comparison(arguments);
        bool wholeWord = arguments.Flag("whole_word");
        for (int from = 0; from <= answer.Length - text.Length; from++)
        {
            from = answer.IndexOf(text, from, comparison);
            if (from < 0)
                return -1;
            if (!wholeWord || (!IsWordBefore(answer, from) && !IsWordAt(answer, from + text.Length)))
                return from;
        }
        return -1;
    }

    public static StringComparison Comparison(CheckArguments arguments) => arguments.Flag("ignore_case") ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private static bool IsWordBefore(string text, int index) =>
        Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out Rune rune, out _) == System.Buffers.OperationStatus.Done && IsWord(rune);

    private static bool IsWordAt(string text, int index) =>
        Rune.DecodeFromUtf16(text.AsSpan(index), out Rune rune, out _) == System.Buffers.OperationStatus.Done && IsWord(rune);

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value == '_';
}
