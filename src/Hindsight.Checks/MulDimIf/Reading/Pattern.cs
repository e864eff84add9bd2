using System.Text.RegularExpressions;

namespace Hindsight.Checks.MulDimIf.Reading;

/// <summary>The regular expressions that sentences are read with: linear where they can be, else limited in time.</summary>
internal static class Pattern
{
    private static readonly TimeSpan LinearLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BacktrackingLimit = TimeSpan.FromSeconds(1);

    public static Regex Of(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, LinearLimit);

    public static Regex AnyCase(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LinearLimit);

    /// <summary>For look-arounds.</summary>
    public static Regex Backtracking(string pattern, RegexOptions options = RegexOptions.None) => new(pattern, options | RegexOptions.CultureInvariant, BacktrackingLimit);
}
