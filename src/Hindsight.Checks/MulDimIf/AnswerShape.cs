using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Checks.Language;

namespace Hindsight.Checks.MulDimIf;

/// <summary>What an answer looks like, by its first characters or its first table line.</summary>
internal static partial class AnswerShape
{
    public enum Kind { Plain, Json, Table, Numbered, Bulleted }

    public static Kind Of(string text)
    {
        ReadOnlySpan<char> start = PythonText.Strip(text.AsSpan());
        if (start is ['{' or '[', ..])
            return Kind.Json;
        if (TableLine().IsMatch(text))
            return Kind.Table;
        return IsNumbered(text) ? Kind.Numbered : IsBulleted(text) ? Kind.Bulleted : Kind.Plain;
    }

    public static bool IsNumbered(string line) => Number().IsMatch(line);

    public static bool IsBulleted(string line) => Bullet().IsMatch(line);

    /// <summary>What follows the first blank of a bulleted line.</summary>
    public static string BulletText(string line) => SplitText.Strip(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);

    /// <summary>The values of a JSON object or list as texts, or <see langword="null"/>: it is neither.</summary>
    public static IReadOnlyList<string>? JsonValues(string text) => JsonText.Read(text, root => root.ValueKind switch
    {
        JsonValueKind.Object => [.. root.EnumerateObject().Select(p => JsonText.Written(p.Value))],
        JsonValueKind.Array => (IReadOnlyList<string>)[.. root.EnumerateArray().Select(JsonText.Written)],
        _ => null,
    });

    [GeneratedRegex(@"^\s*\|.+\|", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex TableLine();

    [GeneratedRegex(@"^\s*\d+\.\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex("^\\s*[-*] ", RegexOptions.NonBacktracking)]
    private static partial Regex Bullet();
}
