using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>Texts that must occur: all of them, or any. The degree is the share that occurs.</summary>
internal sealed class ContainsCheck() : Check("contains", "The answer contains the texts.",
    Parameter.Texts("texts", "The texts."),
    Parameter.Choice("mode", "Whether all texts are demanded or any one of them.", "all", "all", "any"),
    TextSearch.IgnoreCase, TextSearch.WholeWord)
{
    protected override Mending Mending { get; } = new(RepairStage.Content, (text, arguments, words) =>
        arguments.Texts("texts").Where(t => TextSearch.Find(text, t, arguments) < 0).SelectMany(t => Adding.Mention(text, t, words)));

    protected override string Describe(CheckArguments arguments)
    {
        IReadOnlyList<string> texts = arguments.Texts("texts");
        string which = texts.Count == 1 ? "" : arguments.Text("mode") == "any" ? "at least one of " : "all of ";
        return $"Include {which}{Quote.All(texts)}.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> texts = arguments.Texts("texts");
        List<string> missing = [];
        foreach (string text in texts)
        {
            int at = TextSearch.Find(answer, text, arguments);
            if (at < 0)
                missing.Add(text);
            else if (arguments.Text("mode") == "any")
                return Met($"Found {Quote.Around(answer, at, text.Length)}.");
        }
        if (missing.Count == 0)
            return Met($"Found {Quote.List(texts)}.");
        return Unmet($"Missing: {Quote.List(missing)}.", (double)(texts.Count - missing.Count) / texts.Count);
    }
}
