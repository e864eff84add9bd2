using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// No two double quotes beside each other, and none at the end, white space left out; digits and ASCII punctuation after the last do not count as an explanation. The degree is the
/// share of quoted phrases that are followed by something else.
/// </summary>
internal sealed class QuoteExplanationConstraint() : IfBenchCheck("format:quote_unquote",
    "Every phrase in straight or curly double quotes is followed by something else. An answer without quotes is met; digits and punctuation at the end do not count.")
{
    protected override string Describe(CheckArguments arguments) => "Let an explanation without quotes follow every phrase in double quotes.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        string text = answer.Replace('“', '"').Replace('”', '"').Replace("'\"'", "", StringComparison.Ordinal);
        text = string.Concat(text.Where(c => !PythonText.IsSpace(c)));
        int end = text.Length;
        while (end > 0 && text[end - 1] is > ' ' and < '\x7f' and not '"' && !char.IsAsciiLetter(text[end - 1]))
            end--;
        int together = text.AsSpan().Count("\"\""), quotes = text.AsSpan().Count('"');
        bool last = end > 0 && text[end - 1] == '"';
        if (together == 0 && !last)
            return Met(quotes == 0 ? "There are no double quotes." : $"Found {quotes} double quotes, and something else after each.");
        int faults = together + (last ? 1 : 0), phrases = Math.Max(faults, (quotes + 1) / 2);
        string where = together > 0 ? $"Two double quotes stand together in {Quote.Around(text, text.IndexOf("\"\"", StringComparison.Ordinal), 2)}" : $"It ends with a quote, {Quote.Around(text, end - 1, 1)}";
        return Unmet($"{where}; {phrases - faults} of {phrases} quoted phrases are followed by something else.", (double)(phrases - faults) / phrases);
    }
}
