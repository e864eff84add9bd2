using System.Text;
using System.Text.RegularExpressions;

namespace Hindsight.Checks.IfEval;

/// <summary>Python's regular expressions as .NET's.</summary>
internal static partial class PythonPattern
{
    /// <summary>The expression with an atomic group in the place of each possessive quantifier (<c>C++</c>), which .NET does not know.</summary>
    /// <remarks>What is no such quantifier stays: what is wrong with it is for .NET to say, and a third sign is wrong in Python, too.</remarks>
    public static string ToDotNet(string pattern)
    {
        var written = new StringBuilder(pattern.Length + 8);
        var groups = new Stack<int>();
        int atom = -1;
        for (int at = 0; at < pattern.Length;)
        {
            Match piece = Piece().Match(pattern, at);
            at += piece.Length;
            if (piece.Groups["possessive"].Success && atom >= 0)
            {
                written.Insert(atom, "(?>").Append(piece.ValueSpan[..^1]).Append(')');
                atom = -1;
                continue;
            }

            // What a quantifier after this piece would repeat: a group from its beginning, nothing after another quantifier.
            atom = piece.Value switch
            {
                ")" => groups.TryPop(out int start) ? start : -1,
                "(" or "|" or "^" or "$" => -1,
                _ => piece.Groups["other"].Success ? -1 : written.Length,
            };
            if (piece.Value == "(")
                groups.Push(written.Length);
            written.Append(piece.ValueSpan);
        }
        return written.ToString();
    }

    // Comments, what opens a group beyond its bracket, escapes, sets, quantifiers, and single characters.
    [GeneratedRegex(@"\G(?:(?<other>\(\?\#[^)]*\)|(?<=(?<!\\)\()\?(?:P?<[^>]*>|<?[=!]|[:>])?)|\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[0-7]{1,3}|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|" +
        @"(?<possessive>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\+(?![*+?]))|(?<other>[*+?]+|\{[0-9]+(?:,[0-9]*)?\}[*+?]*)|.)", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
