using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>The answer is one of several options: character by character where they are lettered a, b, c; else in any case, punctuation and blanks around it apart.</summary>
internal sealed class OptionsConstraint() : IfBenchCheck("format:options", "The answer is one of the options: exactly, where they are a, b, c and so on; else in any case and with any punctuation around it.",
    Parameter.Text("options", "The options, with / between them; without any /, with the word or; without that, with commas."))
{
    protected override string Describe(CheckArguments arguments) => $"Answer with one of these options and add nothing: {arguments.Text("options")}";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string text = arguments.Text("options");
        string separator = text.Contains('/', StringComparison.Ordinal) ? "/" : text.Contains("or", StringComparison.Ordinal) ? "or" : ",";
        string[] options = [.. text.Split(separator).Select(o => PythonText.Strip(o).ToString())];
        bool lettered = IsLettered(text);
        string given = lettered ? answer : Plain(answer);
        return Array.Find(options, o => (lettered ? o : Plain(o)) == given) is { } found
            ? Met($"It is {Quote.Of(found)}.")
            : Unmet($"It is {Quote.Of(answer)}; expected one of {Quote.List(options)}.");
    }

    private static string Plain(string text) => PythonText.Lower(AsciiPunctuation.Trim(text).ToString());

    /// <summary>Whether the options begin with the letters a, b and c, apart from what is no word character.</summary>
    private static bool IsLettered(string options)
    {
        int at = 0;
        foreach (char letter in "abc")
        {
            while (at < options.Length && !PythonText.IsWordAt(options, at))
                at++;
            if (at == options.Length || char.ToLowerInvariant(options[at++]) != letter)
                return false;
        }
        return true;
    }
}
