using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.IfBench;

/// <summary>The words of an answer, and the keywords that arguments ask for there.</summary>
internal static class AnswerWords
{
    /// <summary>The pieces between white space.</summary>
    public static string[] Of(string text) => [.. SplitText.Words(text).Select(r => text[r])];

    /// <summary>The pieces between white space of the text without its punctuation.</summary>
    public static string[] Plain(string text) => Of(AsciiPunctuation.Remove(text));

    /// <summary>The argument without the white space around it.</summary>
    public static string Keyword(CheckArguments arguments, string name) => PythonText.Strip(arguments.Text(name)).ToString();

    public static IEnumerable<string> KeywordFaults(CheckArguments arguments, params IEnumerable<string> names) => names
        .Where(name => PythonText.IsBlank(arguments.Text(name)))
        .Select(name => $"'{name}': found a text of white space alone, which does not count; expected something else.");
}
