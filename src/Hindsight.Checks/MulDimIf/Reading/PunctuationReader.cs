using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>Reads how the answer or its parts are to end.</summary>
internal static class PunctuationReader
{
    private static readonly (string Name, string Mark)[] Marks = [("period", "."), ("question mark", "?"), ("exclamation mark", "!"), ("semicolon", ";")];

    private static readonly Regex Negative = Pattern.AnyCase(@"\b(?:must not|avoid|exclude|not end with|do not use)\b"),
        Followed = Pattern.AnyCase("(period|question mark|exclamation mark|semicolon)\\s+followed by a `([^`]+)`"),
        Name = Pattern.Of(@"\b(period|question mark|exclamation mark|semicolon|punctuation mark)s?\b");

    public static ConstraintReading Read(string sentence)
    {
        string text = sentence.Trim().ToLowerInvariant().TrimEnd('.');
        if (Has("bullet point"))
            return Demand("bullet", Marks.Where(m => Has(m.Name)).Take(1).Select(m => m.Mark), forbidden: false);
        string part = Has("table") || Has("cell") ? "cell" : Has("paragraph") || Has("section") ? "line" : Has("each") || Has("any") || Has("all") ? "sentence" : "text";
        if (Followed.Match(text) is { Success: true } followed)
            return Demand(part, [Mark(followed.Groups[1].Value)! + followed.Groups[2].Value], forbidden: false);
        bool forbidden = Negative.IsMatch(text);
        string[] names = [.. Name.Matches(text).Select(m => m.Groups[1].Value)];
        if (names.Contains("punctuation mark"))
            return Demand(part, [], forbidden);
        string[] marks = [.. names.Select(Mark).OfType<string>().Distinct()];
        if (marks.Length > 0)
            return Demand(part, marks, forbidden);
        return forbidden ? ConstraintReading.AnyAnswer : ConstraintReading.NoAnswer;

        bool Has(string words) => text.Contains(words, StringComparison.Ordinal);
    }

    private static ConstraintReading Demand(string part, IEnumerable<string> marks, bool forbidden) =>
        ConstraintReading.Of(PunctuationCheck.Id, ("marks", marks.Any() ? marks.ToArray() : null), ("part", part), ("forbidden", forbidden ? true : null));

    private static string? Mark(string name) => Marks.FirstOrDefault(m => m.Name == name).Mark;
}
