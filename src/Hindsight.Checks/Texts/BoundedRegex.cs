using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Hindsight.Grading;

namespace Hindsight.Checks.Texts;

/// <summary>Regular expressions of unknown origin, which must come to an end.</summary>
/// <remarks>
/// They run in time linear in the answer where they can, with ten seconds so that a busy machine does not change a verdict; look-arounds, back-references and
/// atomic groups need backtracking, which is given one second.
/// </remarks>
internal static class BoundedRegex
{
    // Rubrics hold few patterns, and each is used on many answers.
    private const int MostKept = 256;

    private static readonly ConcurrentDictionary<(string Pattern, RegexOptions Options), Regex> Kept = new();
    private static readonly TimeSpan LinearLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BacktrackingLimit = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">It is no regular expression; the message says why.</exception>
    public static Regex Compile(string pattern, RegexOptions options)
    {
        if (Kept.TryGetValue((pattern, options), out Regex? kept))
            return kept;
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept[(pattern, options)] = CompileAnew(pattern, options | RegexOptions.CultureInvariant);
    }

    /// <summary>What is wrong with a pattern, or <see langword="null"/>.</summary>
    public static string? Fault(string pattern)
    {
        try
        {
            Compile(pattern, RegexOptions.None);
            return null;
        }
        catch (ArgumentException fault)
        {
            return $"found {Quote.Of(pattern)}, expected a regular expression: {fault.Message}";
        }
    }

    /// <summary>The verdict when one did not come to an end.</summary>
    public static CheckOutcome TimedOut(string pattern, RegexMatchTimeoutException timeout, string answer) => new(VerdictKind.Unknown,
        $"The regular expression {Quote.Of(pattern)} did not come to an end in {timeout.MatchTimeout.TotalSeconds:0} s on this answer of {answer.Length} characters.");

    private static Regex CompileAnew(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.NonBacktracking, LinearLimit);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, options, BacktrackingLimit);
        }
    }
}
