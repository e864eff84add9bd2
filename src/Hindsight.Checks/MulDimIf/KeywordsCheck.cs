using System.Text;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Language;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>
/// Keywords in the answer, or in every item of it, with what else may be demanded of the same text. The degree is the share of demands that are met, for items the mean of theirs.
/// </summary>
internal sealed class KeywordsCheck() : Check(Id, "Keywords occur, as whole words in any case (a Chinese keyword anywhere); in the whole answer or in every item of it.",
    Parameter.Texts("keywords", "The keywords.", required: false),
    Parameter.Choice("mode", "Whether all keywords are demanded, any one of them, or none may occur.", "all", "all", "any", "none"),
    Parameter.Integer("times", "The smallest number of times that a demanded keyword must occur.", 1, 1, int.MaxValue),
    Parameter.Flag("capitalized", "Whether every word must begin with a capital letter."),
    Parameter.Flag("period", "Whether the text must end with a period."),
    Parameter.Limit("min_words", "The smallest number of words allowed."),
    Parameter.Limit("max_words", "The largest number of words allowed."),
    Parameter.Text("item", "What an item is called, where every item is judged by itself: list item, JSON value, part between ruled lines, or cell of the table column whose header is most like it.")
        with { Required = false })
{
    public new const string Id = "muldimif/content:keywords";

    protected override Mending Mending { get; } = new(RepairStage.Content, Changes);

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (!arguments.Has("keywords") && !arguments.Has("min_words") && !arguments.Has("max_words") && !arguments.Flag("capitalized") && !arguments.Flag("period"))
            yield return "'keywords' is missing: expected keywords or another demand.";
    }

    protected override string Describe(CheckArguments arguments)
    {
        IReadOnlyList<string> keywords = arguments.Texts("keywords");
        List<string> demands = [];
        string times = arguments.Written("times") is var n && n != "1" ? $" at least {n} times" + (keywords.Count > 1 ? " each" : "") : "";
        if (keywords.Count > 0)
        {
            demands.Add(arguments.Text("mode") switch
            {
                "none" => $"do not use {Quote.All(keywords)}",
                "any" when keywords.Count > 1 => $"use at least one of {Quote.All(keywords)}{times}",
                _ => $"use {Quote.All(keywords)}{times}",
            });
        }
        if (arguments.Flag("capitalized"))
            demands.Add("begin every word with a capital letter");
        if (arguments.Flag("period"))
            demands.Add("end with a period");
        if (arguments.Has("min_words"))
            demands.Add($"write at least {arguments.Written("min_words")} words");
        if (arguments.Has("max_words"))
            demands.Add($"write at most {arguments.Written("max_words")} words");
        string sentence = string.Join(", ", demands);
        return arguments.Has("item") ? $"In every {arguments.Text("item")}, {sentence}." : $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        IReadOnlyList<string> items = arguments.Has("item") ? ItemTexts.Of(answer, arguments.Text("item")) : [answer];
        if (items.Count == 0)
            return Unmet("Found no items to look into.", 0);
        double degrees = 0;
        string? fault = null;
        foreach (string item in items)
        {
            (double degree, string? found) = Judge(item, arguments);
            degrees += degree;
            fault ??= found is null ? null : items.Count > 1 ? $"{found} In {Quote.Of(item)}, of {items.Count} items." : found;
        }
        return fault is null ? Met($"{(items.Count > 1 ? $"All {items.Count} items hold" : "It holds")} what is demanded{Named(arguments)}.") : Unmet(fault, degrees / items.Count);
    }

    /// <summary>What may satisfy one of the demands. Items are left as they are.</summary>
    private static IEnumerable<string> Changes(string text, CheckArguments arguments, RepairWords words)
    {
        if (arguments.Has("item"))
            return [];
        IReadOnlyList<string> keywords = arguments.Texts("keywords");
        int times = arguments.Integer("times") ?? 1, length = SplitText.CountWords(text);
        IEnumerable<string> changes = arguments.Text("mode") == "none"
            ? keywords.Where(k => Keyword.Find(text, k).Index >= 0).Select(k => Erasing.All(text, rest => Keyword.Find(rest, k)))
            : keywords.Where(k => Keyword.Count(text, k) < times).SelectMany(k => Adding.Mention(text, k, words));
        if (arguments.Flag("capitalized"))
            changes = changes.Append(Casing.Title(text));
        if (arguments.Flag("period"))
            changes = changes.Append(Adding.Closed(text).TrimEnd('!', '?') + ".");
        return changes.Concat(length < arguments.Integer("min_words") ? Adding.Sentences(text, words) : length > arguments.Integer("max_words") ? Cutting.Changes(text) : []);
    }

    private static string Named(CheckArguments arguments) => arguments.Texts("keywords") is { Count: > 0 } keywords
        ? $": {(arguments.Text("mode") switch { "none" => "none of ", "any" => "some of ", _ => "" })}{Quote.List(keywords)}" : "";

    private static (double Degree, string? Fault) Judge(string text, CheckArguments arguments)
    {
        IReadOnlyList<string> keywords = arguments.Texts("keywords");
        string mode = arguments.Text("mode");
        int times = arguments.Integer("times") ?? 1, demands = 0, words = SplitText.CountWords(text);
        double met = 0;
        string? fault = null;
        int[] counts = [.. keywords.Select(k => Keyword.Count(text, k))];
        if (mode == "any" && keywords.Count > 0)
            Demand(counts.Max() >= times, $"None of {Quote.List(keywords)} occurs {times} times.", (double)counts.Max() / times);
        for (int i = 0; i < counts.Length && mode != "any"; i++)
        {
            if (mode == "none")
                Demand(counts[i] == 0, $"Found {Quote.Of(keywords[i])}, {counts[i]} times.", 0);
            else
                Demand(counts[i] >= times, $"{Quote.Of(keywords[i])} occurs {counts[i]} times; expected at least {times}.", (double)counts[i] / times);
        }
        if (arguments.Flag("capitalized"))
        {
            string? small = SplitText.Words(text).Select(r => text[r]).FirstOrDefault(w => !(Rune.TryGetRuneAt(w, 0, out Rune first) && PythonText.IsUpper(first)));
            Demand(small is null, $"{Quote.Of(small)} does not begin with a capital letter.", 0);
        }
        if (arguments.Flag("period"))
            Demand(PythonText.Strip(text.AsSpan()) is [.., '.'], "It does not end with a period.", 0);
        if (arguments.Integer("min_words") is { } min)
            Demand(words >= min, $"Found {words} words; expected at least {min}.", (double)words / Math.Max(1, min));
        if (arguments.Integer("max_words") is { } max)
            Demand(words <= max, $"Found {words} words; expected at most {max}.", (double)max / Math.Max(1, words));
        return (met / demands, fault);

        void Demand(bool holds, string otherwise, double degree)
        {
            demands++;
            met += holds ? 1 : degree;
            fault ??= holds ? null : otherwise;
        }
    }
}
