using Hindsight.Checks.Arguments;
using Hindsight.Grading;

namespace Hindsight.Checks.Repairs;

/// <summary>How a check of a count mends.</summary>
/// <param name="Stage">When it comes among other repairs.</param>
/// <param name="Fewer">Changes after which there is less of what is counted.</param>
/// <param name="More">Changes after which there is more.</param>
internal sealed record CountMending(RepairStage Stage, Func<string, CheckArguments, IEnumerable<string>> Fewer, Func<string, CheckArguments, RepairWords, IEnumerable<string>> More)
{
    /// <summary>The length in words, sentences, characters.</summary>
    public static CountMending Length { get; } = new(RepairStage.Length, (text, _) => Cutting.Changes(text), (text, _, words) => Adding.Sentences(text, words));

    /// <summary>Lines and line breaks.</summary>
    public static CountMending Lines { get; } = new(RepairStage.Layout, (text, _) => Breaking.Join(text).Concat(Cutting.Changes(text)), (text, _, words) => Breaking.Break(text, words));

    /// <summary>Paragraphs with a blank line between them.</summary>
    public static CountMending Paragraphs { get; } = new(
        RepairStage.Layout, (text, arguments) => Regrouped(text, arguments.Integer("max") ?? 1, new RepairWords(0, text)), (text, arguments, words) => Regrouped(text, arguments.Integer("min") ?? 1, words));

    /// <summary>What can only be too rare.</summary>
    public static CountMending Only(RepairStage stage, Func<string, RepairWords, IEnumerable<string>> more) => new(stage, (_, _) => [], (text, _, words) => more(text, words));

    /// <summary>Items of lists.</summary>
    /// <param name="mark">What stands before an item.</param>
    public static CountMending Items(Func<CheckArguments, string> mark) =>
        new(RepairStage.Layout, (text, _) => Listing.Fewer(text), (text, arguments, words) => Listing.More(text, mark(arguments), words));

    /// <summary>Changes in the direction that is needed.</summary>
    public Mending Towards(Func<string, CheckArguments, bool> tooMany) =>
        new(Stage, (text, arguments, words) => tooMany(text, arguments) ? Fewer(text, arguments) : More(text, arguments, words));

    private static IEnumerable<string> Regrouped(string text, int count, RepairWords words) =>
        Breaking.Paragraphs(text, Math.Max(1, count), words) is { } paragraphs ? [string.Join("\n\n", paragraphs)] : [];
}
