using System.Text.RegularExpressions;

namespace Hindsight.Worker.OrderDesk;

/// <summary>A phrase of the vocabulary with <c>{placeholders}</c>.</summary>
internal static partial class Phrase
{
    /// <summary>The phrase with its placeholders filled.</summary>
    /// <exception cref="KeyNotFoundException">A placeholder has no value.</exception>
    public static string Fill(string phrase, IReadOnlyDictionary<string, string> values) => Placeholder().Replace(phrase, match => values[match.Groups[1].Value]);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
