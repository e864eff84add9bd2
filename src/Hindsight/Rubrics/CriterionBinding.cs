using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hindsight.Rubrics;

/// <summary>Fills a task's variables into <c>{{$name}}</c> of criteria: in texts, level descriptions, and arguments (texts and lists of texts).</summary>
/// <remarks>A value is inserted as it is, once: <c>{{$…}}</c> inside a value stays text.</remarks>
public static partial class CriterionBinding
{
    /// <summary>The criterion with its variables filled in.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="variables">The task's variables.</param>
    /// <param name="missing">Receives the names of variables that the task lacks; their places stay as they are.</param>
    public static Criterion Bind(Criterion criterion, IReadOnlyDictionary<string, string> variables, ISet<string> missing)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(missing);
        return criterion with
        {
            Text = Fill(criterion.Text, variables, missing),
            Levels = [.. criterion.Levels.Select(l => l with { Description = Fill(l.Description, variables, missing) })],
            Arguments = criterion.Arguments.ToDictionary(a => a.Key, a => Fill(a.Value, variables, missing)),
        };
    }

    /// <summary>The names of the variables in a text, each once.</summary>
    internal static IEnumerable<string> Variables(string text) => Variable().Matches(text).Select(m => m.Groups[1].Value).Distinct();

    private static JsonElement Fill(JsonElement value, IReadOnlyDictionary<string, string> variables, ISet<string> missing) => value.ValueKind switch
    {
        JsonValueKind.String when Variable().IsMatch(value.GetString()!) => JsonSerializer.SerializeToElement(Fill(value.GetString()!, variables, missing)),
        JsonValueKind.Array => JsonSerializer.SerializeToElement(value.EnumerateArray().Select(e => Fill(e, variables, missing))),
        _ => value,
    };

    private static string Fill(string text, IReadOnlyDictionary<string, string> variables, ISet<string> missing) => Variable().Replace(text, match =>
    {
        string name = match.Groups[1].Value;
        if (variables.TryGetValue(name, out string? value)) return value;
        missing.Add(name);
        return match.Value;
    });

    [GeneratedRegex(@"\{\{\s*\$([A-Za-z0-9_]+)\s*\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Variable();
}
