using System.Buffers;
using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Texts;

namespace Hindsight.Checks.IfEval;

/// <summary>
/// A keyword, which IFEval's program uses as a regular expression: plain ones are searched for as they are, others as a .NET expression that is sure to come to an end.
/// </summary>
internal static class KeywordPattern
{
    private static readonly SearchValues<char> Special = SearchValues.Create(@"\.^$*+?{}[]|()");

    public static bool IsPlain(string keyword) => keyword.AsSpan().IndexOfAny(Special) < 0;

    /// <summary>What is wrong with each keyword of an argument.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="name">The argument.</param>
    /// <param name="used">The expression that is made of a keyword; <see langword="null"/>: the keyword.</param>
    public static IEnumerable<string> Faults(CheckArguments arguments, string name, Func<string, string>? used = null)
    {
        foreach (string keyword in arguments.Texts(name))
        {
            string pattern = ArgumentValue.WithoutVariables(keyword);
            if (!IsPlain(pattern) && BoundedRegex.Fault(PythonPattern.ToDotNet(used?.Invoke(pattern) ?? pattern)) is { } fault)
                yield return $"'{name}': {fault} It is used as a regular expression, in which a sign that stands for itself has a \\ before it.";
        }
    }

    /// <summary>Where a keyword first stands and how long it is there, whatever the case of its letters; index −1: nowhere.</summary>
    public static (int Index, int Length) Find(string text, string keyword, bool wholeWord) => FindAsWritten(PythonCase.Fold(text), PythonCase.Fold(keyword), wholeWord);

    /// <summary>The same where text and keyword are in small letters already, so that no more letters are equal.</summary>
    public static (int Index, int Length) FindAsWritten(string text, string keyword, bool wholeWord)
    {
        if (!IsPlain(keyword))
        {
            Match match = Compile(wholeWord ? $@"\b{keyword}\b" : keyword).Match(text);
            return match.Success ? (match.Index, match.Length) : (-1, 0);
        }
        for (int at = Next(text, keyword, 0); at >= 0; at = Next(text, keyword, at + 1))
        {
            if (!wholeWord || (PythonText.IsWordBoundary(text, at) && PythonText.IsWordBoundary(text, at + keyword.Length)))
                return (at, keyword.Length);
        }
        return (-1, 0);
    }

    /// <summary>How often a keyword stands in the text, without overlaps.</summary>
    public static int Count(string text, string keyword)
    {
        (text, keyword) = (PythonCase.Fold(text), PythonCase.Fold(keyword));
        if (!IsPlain(keyword))
            return Compile(keyword).Count(text);
        int count = 0;
        for (int at = Next(text, keyword, 0); at >= 0; at = Next(text, keyword, at + keyword.Length))
            count++;
        return count;
    }

    private static int Next(string text, string keyword, int from) => from > text.Length ? -1 : text.IndexOf(keyword, from, StringComparison.OrdinalIgnoreCase);

    private static Regex Compile(string pattern) => BoundedRegex.Compile(PythonPattern.ToDotNet(pattern), RegexOptions.IgnoreCase);
}
