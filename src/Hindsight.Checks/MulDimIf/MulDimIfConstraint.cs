using System.Text.RegularExpressions;
using Hindsight.Checks.MulDimIf.Reading;
using Hindsight.Grading;

namespace Hindsight.Checks.MulDimIf;

/// <summary>A constraint of MulDimIF, read from its sentence as the official program reads it: what is demanded of an answer, as calls of checks.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Demands">The checks that must all be met; none: see <paramref name="Otherwise"/>.</param>
/// <param name="Otherwise">The official program's verdict on every answer, where it finds no demand in the sentence; <see langword="null"/> where it finds one.</param>
public sealed record MulDimIfConstraint(string Sentence, IReadOnlyList<MulDimIfDemand> Demands, VerdictKind? Otherwise)
{
    /// <summary>The length up to which sentences are read; a longer one is no constraint of the set.</summary>
    public const int LongestSentence = 4_000;

    /// <summary>The kinds of constraint, as the set names them: both levels with an underscore between them.</summary>
    public static IReadOnlyCollection<string> Kinds => ConstraintKinds.Readers.Keys;

    /// <summary>The one of twelve kinds that the official program reports the constraint as, whatever its spelling: <c>Length_Words</c>, say.</summary>
    public required string Kind { get; init; }

    /// <summary>Reads a constraint.</summary>
    /// <param name="category">Its first level, such as <c>Length</c>.</param>
    /// <param name="kind">Its second level, such as <c>Words: At most</c>.</param>
    /// <param name="sentence">The constraint itself.</param>
    /// <exception cref="ArgumentException">The set has no such kind, or the sentence is too long.</exception>
    public static MulDimIfConstraint Read(string category, string kind, string sentence)
    {
        if (Fault(category, kind, sentence) is { } fault) throw new ArgumentException(fault);
        (string standard, Func<string, ConstraintReading> read) = ConstraintKinds.Readers[NameOf(category, kind)];
        try
        {
            ConstraintReading reading = read(sentence);
            return new MulDimIfConstraint(sentence, reading.Demands, reading.Demands.Count > 0 ? null : reading.Otherwise) { Kind = standard };
        }
        catch (RegexMatchTimeoutException)
        {
            return new MulDimIfConstraint(sentence, [], VerdictKind.Unknown) { Kind = standard };
        }
    }

    /// <summary>Decides whether an answer meets all demands. The degree is the mean of theirs, where each has one.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="checks">Where the checks are found.</param>
    /// <exception cref="ArgumentException">A check is not there.</exception>
    public CheckOutcome Evaluate(string answer, ICheckRegistry checks)
    {
        if (Otherwise is { } verdict)
            return new CheckOutcome(verdict, $"Nothing that can be checked was found in the constraint {Quote.Of(Sentence)}, which then counts as {verdict.ToString().ToLowerInvariant()}.", verdict == VerdictKind.Met ? 1 : null);
        List<CheckOutcome> outcomes = [];
        foreach (MulDimIfDemand demand in Demands)
        {
            if (!checks.TryGet(demand.Check, out ICheck? check))
                throw new ArgumentException($"The check '{demand.Check}' is not in the registry.", nameof(checks));
            outcomes.Add(check.Evaluate(answer, demand.Arguments));
        }
        CheckOutcome? fault = outcomes.FirstOrDefault(o => o.Kind == VerdictKind.Unmet) ?? outcomes.FirstOrDefault(o => o.Kind == VerdictKind.Unknown);
        if (fault is null)
            return new CheckOutcome(VerdictKind.Met, string.Join(' ', outcomes.Select(o => o.Reason)), 1);
        return fault with { Degree = outcomes.All(o => o.Degree is not null) ? outcomes.Average(o => o.Degree) : null };
    }

    /// <summary>Why there is no such constraint, or <see langword="null"/>.</summary>
    internal static string? Fault(string category, string kind, string sentence)
    {
        if (!ConstraintKinds.Readers.ContainsKey(NameOf(category, kind)))
            return $"Found the constraint kind {Quote.Of(NameOf(category, kind))}; expected one of {string.Join(", ", Kinds.Order(StringComparer.Ordinal))}.";
        return sentence.Length > LongestSentence ? $"Found a constraint of {sentence.Length} characters, {Quote.Of(sentence)}; expected at most {LongestSentence}." : null;
    }

    private static string NameOf(string category, string kind) => $"{category}_{kind}";
}
