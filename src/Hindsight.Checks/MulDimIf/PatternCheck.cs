using System.Text.RegularExpressions;
using Hindsight.Checks.Arguments;
using Hindsight.Checks.Repairs;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>Something recognisable that must occur often enough, or must not occur.</summary>
/// <param name="id">Its id.</param>
/// <param name="description">What it decides.</param>
/// <param name="what">What is looked for, in the plural.</param>
/// <param name="mending">How answers with too few are mended, and those in which there must be none.</param>
/// <param name="patterns">Its forms, of which the parameter <c>form</c> names one where there are several; the first is the default.</param>
internal sealed class PatternCheck(string id, string description, string what, CountMending mending, params (string Name, string Meaning, Regex Pattern)[] patterns) : Check(id, description,
    [
        Parameter.Flag("forbidden", "Whether there must be none."),
        Parameter.Integer("min", "The smallest number demanded.", 1, 1, int.MaxValue),
        .. patterns.Length < 2 ? [] : new[] { Parameter.Choice("form", string.Join("; ", patterns.Select(p => $"{p.Name}: {p.Meaning}")) + ".", patterns[0].Name, [.. patterns.Select(p => p.Name)]) },
    ])
{
    protected override Mending Mending { get; } = mending.Towards((_, arguments) => arguments.Flag("forbidden"));

    protected override string Describe(CheckArguments arguments)
    {
        string named = patterns.Length < 2 ? what : $"{what} ({patterns.FirstOrDefault(p => p.Name == arguments.Text("form")).Meaning ?? arguments.Text("form")})";
        return arguments.Flag("forbidden") ? $"Do not use {named}." : arguments.Written("min") == "1" ? $"Use {named}." : $"Use at least {arguments.Written("min")} {named}.";
    }

    protected override CheckOutcome Evaluate(string answer, CheckArguments arguments)
    {
        Regex pattern = PatternOf(patterns, arguments);
        int min = arguments.Integer("min") ?? 1, found = 0;
        Match first = pattern.Match(answer);
        for (Match match = first; match.Success && found < min; match = match.NextMatch())
            found++;
        string place = first.Success ? $", first {Quote.Around(answer, first.Index, first.Length)}" : "";
        if (arguments.Flag("forbidden"))
            return first.Success ? Unmet($"Found {what}{place}.", 0) : Met($"There are no {what}.");
        return found >= min ? Met($"Found {what}{place}.") : Unmet($"Found {found} {what}{place}; expected at least {min}.", (double)found / min);
    }

    private static Regex PatternOf((string Name, string Meaning, Regex Pattern)[] patterns, CheckArguments arguments) =>
        (patterns.Length < 2 ? patterns[0] : patterns.First(p => p.Name == arguments.Text("form"))).Pattern;
}
