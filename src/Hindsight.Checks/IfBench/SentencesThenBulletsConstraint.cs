using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Grading;

namespace Hindsight.Checks.IfBench;

/// <summary>
/// Two sentences, then two bullet points, and nothing else: a blank line ends the sentences, so that one is allowed before the bullet points and none elsewhere. The degree is the
/// share of these five demands.
/// </summary>
internal sealed class SentencesThenBulletsConstraint() : IfBenchCheck("format:no_bullets_bullets",
    "At least two sentences, then at least two lines that begin with *, and nothing after or between them but one blank line before the first *. A sentence needs no period.")
{
    private const int Least = 2;

    protected override string Describe(CheckArguments arguments) =>
        $"Write at least {Least} sentences that end in a period, and after them at least {Least} bullet points that begin with *, without blank lines between them or text after them.";

    protected override CheckOutcome Decide(string answer, CheckArguments arguments)
    {
        int sentences = 0, bullets = 0;
        bool ended = false;
        string? fault = null;
        foreach (string line in answer.Split('\n'))
        {
            string text = PythonText.Strip(line).ToString();
            if (text.StartsWith('*'))
            {
                bullets++;
                ended = true;
            }
            else if (ended)
            {
                fault ??= text.Length == 0 ? "a blank line" : Quote.Of(text);
            }
            else
            {
                sentences += text.Length == 0 ? 0 : MarkedSentences.Of(text).Count;
                ended = text.Length == 0;
            }
        }
        string reason = $"Found {sentences} sentences and {bullets} bullet points{(fault is null ? "" : $", and where only bullet points may stand {fault}")}";
        return sentences >= Least && bullets >= Least && fault is null
            ? Met($"{reason}.")
            : Unmet($"{reason}; expected at least {Least} of both and nothing else.", (Math.Min(sentences, Least) + Math.Min(bullets, Least) + (fault is null ? 1 : 0)) / (2.0 * Least + 1));
    }
}
