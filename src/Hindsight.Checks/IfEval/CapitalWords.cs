using Hindsight.Checks.Language;

namespace Hindsight.Checks.IfEval;

/// <summary>Words of which every letter is a capital, one at least.</summary>
internal static class CapitalWords
{
    public static int Count(string text) => TreebankWords.Of(text).Count(word => PythonText.CountCases(word).IsUpper);
}
