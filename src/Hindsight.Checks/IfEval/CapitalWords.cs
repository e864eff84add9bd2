using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;

namespace Hindsight.Checks.IfEval;

/// <summary>Words of which every letter is a capital, one at least.</summary>
internal static class CapitalWords
{
    public static int Count(string text) => TreebankWords.Of(text).Count(word => PythonText.CountCases(word).IsUpper);

    /// <summary>The text with one of its words in small letters, the last first; words of one letter after the others.</summary>
    public static IEnumerable<string> Fewer(string text) => SplitText.Words(text).Reverse().Where(word => PythonText.CountCases(text[word]).IsUpper)
        .OrderBy(word => PythonText.CountCases(text[word]).All == 1).Select(word => text[..word.Start] + Casing.Lower(text[word]) + text[word.End..]);
}
