using System.Globalization;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Counts;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>A rule about an answer's Markdown headings: all together, or each by itself (the degree is then the share that conforms).</summary>
/// <param name="id">Its id.</param>
/// <param name="description">What it decides.</param>
/// <param name="describe">The rule as a demand.</param>
/// <param name="degree">How far the headings conform; 1: they do.</param>
/// <param name="needsHeadings">Whether an answer without headings is unmet in any case.</param>
/// <param name="more">Its parameters.</param>
internal sealed class HeadingCheck(string id, string description, Func<CheckArguments, string> describe,
    Func<IReadOnlyList<Heading>, CheckArguments, double> degree, bool needsHeadings, params CheckParameter[] more)
    : Check(id, description, [.. more, Parameter.Flag("each", "Whether every heading by itself must satisfy it, and there must be one.")])
{
    /// <summary>The largest level that can be demanded.</summary>
    public const int DeepestLevel = 100;

    protected override Mending Mending { get; } = new(RepairStage.Layout, (text, arguments, words) => HeadingMending.Changes(text, LevelsIn(more, arguments), TitleIn(more, arguments), words));

    protected override IEnumerable<string> RuleFaults(CheckArguments arguments)
    {
        if (Parameters.Any(p => p.Name == "min"))
            return CountLimits.Faults(arguments);
        string? fault = Parameters.Any(p => p.Name == "levels")
            ? arguments.Texts("levels").FirstOrDefault(l => !ArgumentValue.HoldsVariable(l) && !(int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out int level) && level is >= 1 and <= DeepestLevel))
            : null;
        return fault is null ? [] : [$"'levels': found {Quote.Of(fault)}, expected whole numbers from 1 to {DeepestLevel}."];
    }

    protected override string Describe(CheckArguments arguments) => arguments.Flag("each") ? $"In every heading by itself: {describe(arguments)}." : $"In your Markdown headings: {describe(arguments)}.";

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        IReadOnlyList<Heading> headings = Heading.In(answer);
        if (headings.Count == 0 && (needsHeadings || arguments.Flag("each")))
            return Unmet("There are no headings.", 0);
        string found = headings.Count == 0 ? "There are no headings" : $"The headings are {Quote.List([.. headings.Select(h => h.ToString())])}";
        double reached = arguments.Flag("each") ? headings.Average(h => Math.Floor(degree([h], arguments))) : degree(headings, arguments);
        return reached == 1 ? Met($"{found}.") : Unmet($"{found}; expected: {describe(arguments)}.", reached);
    }

    private static int[] LevelsIn(CheckParameter[] parameters, CheckArguments arguments) => parameters.Any(p => p.Name == "levels")
        ? [.. arguments.Texts("levels").Select(level => int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).Where(number => number > 0)]
        : parameters.Any(p => p.Name == "level") && arguments.Integer("level") is { } one ? [one] : [];

    private static string? TitleIn(CheckParameter[] parameters, CheckArguments arguments) => parameters.Any(p => p.Name == "title") ? arguments.Text("title") : null;
}
