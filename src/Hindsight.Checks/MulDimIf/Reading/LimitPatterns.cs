using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>What a phrase says of its numbers.</summary>
internal enum LimitKind { Min, Max, Exact, Range, One }

/// <summary>Phrases that state limits, tried in order: the first that stands in a sentence counts.</summary>
/// <param name="numbers">The words that are numbers. In a pattern, {N} stands for one.</param>
/// <param name="phrases">The patterns.</param>
internal sealed class LimitPatterns(NumberWords numbers, params IReadOnlyList<(string Pattern, LimitKind Kind)> phrases)
{
    private readonly (Regex Pattern, LimitKind Kind)[] _phrases =
        [.. phrases.Select(p => (Pattern.AnyCase(p.Pattern.Replace("{N}", numbers.Group, StringComparison.Ordinal)), p.Kind))];

    /// <summary>The limits, or <see langword="null"/>: no phrase stands there. A number that is none counts as 0.</summary>
    public (int? Min, int? Max)? Read(string sentence)
    {
        foreach ((Regex pattern, LimitKind kind) in _phrases)
        {
            if (pattern.Match(sentence) is { Success: true } match)
                return Limits(match, kind);
        }
        return null;
    }

    private (int? Min, int? Max) Limits(Match match, LimitKind kind) => kind switch
    {
        LimitKind.One => (1, 1),
        LimitKind.Min => (Number(match, 1), null),
        LimitKind.Max => (null, Number(match, 1)),
        LimitKind.Exact => (Number(match, 1), Number(match, 1)),
        _ => (Number(match, 1), Number(match, 2)),
    };

    private int Number(Match match, int group) => numbers.Read(match.Groups[group].Value) ?? 0;
}
