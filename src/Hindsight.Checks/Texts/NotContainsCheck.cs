using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>Texts that must not occur: none of them, or not all together. The degree is the share that does not occur.</summary>
internal sealed class NotContainsCheck() : Check("not_contains", "The answer does not contain the texts.",
    Parameter.Texts("texts", "The texts."),
    Parameter.Choice("mode", "Whether any one of the texts is a fault, or only all of them together.", "any", "all", "any"),
    TextSearch.IgnoreCase, TextSearch.WholeWord)
{
    protected override Mending Mending { get; } = new(RepairStage.Style, (text, arguments, _) =>
        arguments.Texts("texts").Where(t => TextSearch.Find(text, t, arguments) >= 0).Select(t => Erasing.All(text, rest => (TextSearch.Find(rest, t, arguments), t.Length))));

    protected override string Describe(CheckArguments arguments)
    {
        IReadOnlyList<string> texts = arguments.Texts("texts");
        string which = texts.Count == 1 ? "" : arguments.Text("mode") == "any" ? "any of " : "all together of ";
        return $"Do not use {which}{Quote.All(texts)}.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> texts = arguments.Texts("texts");
        List<string> found = [];
        string place = "";
        foreach (string text in texts)
        {
            int at = TextSearch.Find(answer, text, arguments);
            if (at < 0)
                continue;
            if (found.Count == 0)
                place = Quote.Around(answer, at, text.Length);
            found.Add(text);
        }
        if (found.Count < (arguments.Text("mode") == "any" ? 1 : texts.Count))
            return Met(found.Count == 0 ? $"None of {Quote.List(texts)} occurs." : $"Not all of {Quote.List(texts)} occur.");
        return Unmet($"Found {Quote.List(found)}, first in {place}.", (double)(texts.Count - found.Count) / texts.Count);
    }
}
