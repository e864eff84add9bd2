using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// Four questions, each headed "Question" and a number, with five options each, and each longer than the one before. The degree is the share of questions with five options and of
/// steps to a longer question.
/// </summary>
internal sealed class MultipleChoiceConstraint() : IfBenchCheck("custom:mcq_count_length",
    "The answer begins with \"Question\"; cut at \"Question\" and a number, it has four parts with five lines each that begin with a letter from A to E and . or ), and the text before these grows from part to part.")
{
    private const string Label = "Question";

    private const int Questions = 4, Options = 5;

    protected override string Describe(CheckArguments arguments) =>
        $"Write {Questions} multiple-choice questions about the history of art in the 20th century, each with {Options} options, A to E. Begin each with \"{Label}\" and its number, make each longer than the last, and explain nothing.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        if (!answer.StartsWith(Label, StringComparison.Ordinal))
            return Unmet($"It begins with {Quote.Of(answer)}; expected \"{Label}\".", 0);
        (int Options, int Length)[] parts = [.. Parts(answer).Select(Measure)];
        int right = parts.Count(p => p.Options == Options), longer = parts.Zip(parts.Skip(1)).Count(pair => pair.First.Length < pair.Second.Length);
        string reason = $"Found {parts.Length} questions, {right} of them with {Options} options and {longer} longer than the one before";
        int wanted = Math.Max(Questions, parts.Length);
        return parts.Length == Questions && right == Questions && longer == Questions - 1
            ? Met($"{reason}.")
            : Unmet($"{reason}; expected {Questions}, {Questions} and {Questions - 1}.", (double)(Math.Min(right, Questions) + Math.Min(longer, Questions - 1)) / (2 * wanted - 1));
    }

    /// <summary>What stands between the labels, blank parts left out.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        int start = 0;
        for (int at = text.IndexOf(Label, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Label, at + 1, StringComparison.Ordinal))
        {
            int number = at + Label.Length + 1;
            int digits = number < text.Length && text[number - 1] == ' ' ? DecimalDigits.Run(text.AsSpan(number)) : 0;
            if (digits == 0)
                continue;
            if (!PythonText.IsBlank(text.AsSpan(start, at - start)))
                yield return PythonText.Strip(text.AsSpan(start, at - start)).ToString();
            start = number + digits;
            if (start < text.Length && text[start] is '.' or '|' or ')' or ':' or ';')
                start++;
        }
        if (!PythonText.IsBlank(text.AsSpan(start)))
            yield return PythonText.Strip(text.AsSpan(start)).ToString();
    }

    /// <summary>The number of a part's options, and the length of its text before them.</summary>
    private static (int Options, int Length) Measure(string part)
    {
        var question = new StringBuilder();
        int options = 0;
        foreach (string line in part.Split('\n'))
        {
            ReadOnlySpan<char> text = PythonText.Strip(line);
            if (IsOption(text))
                options++;
            else if (options == 0)
                question.Append(' ').Append(text);
        }
        return (options, Characters.Count(PythonText.Strip(question.ToString()).ToString()));
    }

    private static bool IsOption(ReadOnlySpan<char> line)
    {
        if (line.Length < 3 || line[0] is not ((>= 'A' and <= 'E') or (>= 'a' and <= 'e')) || line[1] is not ('.' or '|' or ')'))
            return false;
        int text = 2;
        while (text < line.Length && PythonText.IsSpace(line[text]))
            text++;
        return PythonText.IsWordAt(line, text);
    }
}
