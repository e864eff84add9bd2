using System.Text.RegularExpressions;

namespace Hindsight.Checks.Generation;

/// <summary>Sentences with <c>{name}</c> in the place of what differs.</summary>
internal static partial class Wording
{
    /// <summary>Puts values into their places, once: braces inside a value stay as they are.</summary>
    public static string Fill(string wording, Func<string, string> valueOf) => Place().Replace(wording, place => valueOf(place.Groups[1].Value));

    /// <summary>The names in braces.</summary>
    public static IEnumerable<string> Names(string wording) => Place().Matches(wording).Select(place => place.Groups[1].Value);

    [GeneratedRegex(@"\{([a-z_]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
