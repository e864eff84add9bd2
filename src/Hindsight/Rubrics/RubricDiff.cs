using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hindsight.Rubrics;

/// <summary>Says what differs between two versions of a rubric.</summary>
public static class RubricDiff
{
    // For people to read: letters stay letters.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The difference in lines: the rubric with its versions, then, each with two spaces before it, what was added (<c>+</c>), removed (<c>-</c>) and changed (old → new).</summary>
    /// <param name="before">The old version, or <see langword="null"/>: the rubric is new.</param>
    /// <param name="after">The new version, or <see langword="null"/>: the rubric is gone.</param>
    public static IReadOnlyList<string> Lines(Rubric? before, Rubric? after)
    {
        if (before is null && after is null) return [];
        if (before is null) return [$"rubric '{after!.Name}': new, version {after.Version}, {after.Criteria.Count} criteria."];
        if (after is null) return [$"rubric '{before.Name}': removed, version {before.Version}."];
        string[] lines = [.. Whole(before, after), .. Criteria(before.Criteria, after.Criteria), .. Template(before.Template ?? "", after.Template ?? "")];
        return [$"rubric '{after.Name}': version {before.Version} → {after.Version}{(lines.Length == 0 ? ", nothing that counts differs." : ":")}", .. lines.Select(l => "  " + l)];
    }

    private static IEnumerable<string> Whole(Rubric before, Rubric after) => Changes("", Values(before), Values(after));

    private static IEnumerable<string> Criteria(IReadOnlyList<Criterion> before, IReadOnlyList<Criterion> after)
    {
        Dictionary<string, Criterion> old = before.ToDictionary(c => c.Id), now = after.ToDictionary(c => c.Id);
        foreach (Criterion removed in before.Where(c => !now.ContainsKey(c.Id))) yield return $"- criterion '{removed.Id}': {Describe(removed)}";
        foreach (Criterion criterion in after)
        {
            if (!old.TryGetValue(criterion.Id, out Criterion? previous)) yield return $"+ criterion '{criterion.Id}': {Describe(criterion)}";
            else foreach (string change in Changes($"criterion '{criterion.Id}' ", Values(previous), Values(criterion))) yield return change;
        }

        string[] kept = [.. before.Select(c => c.Id).Where(now.ContainsKey)], moved = [.. after.Select(c => c.Id).Where(old.ContainsKey)];
        if (!kept.SequenceEqual(moved)) yield return $"order: {string.Join(", ", kept)} → {string.Join(", ", moved)}";
    }

    /// <summary>The lines that only one of the two has.</summary>
    private static IEnumerable<string> Template(string before, string after)
    {
        List<string> old = [.. before.Split('\n', StringSplitOptions.RemoveEmptyEntries)], now = [.. after.Split('\n', StringSplitOptions.RemoveEmptyEntries)], added = [.. now];
        foreach (string line in old) added.Remove(line);
        foreach (string line in now) old.Remove(line);
        string[] lines = [.. old.Select(l => $"- template: {l}"), .. added.Select(l => $"+ template: {l}")];
        return lines.Length == 0 && before != after ? ["template: other order or blank lines"] : lines;
    }

    private static IEnumerable<string> Changes(string what, IReadOnlyList<(string Key, string Value)> before, IReadOnlyList<(string Key, string Value)> after) =>
        before.Zip(after).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => $"{what}{pair.First.Key}: {pair.First.Value} → {pair.Second.Value}");

    private static string Describe(Criterion criterion)
    {
        IReadOnlyList<(string Key, string Value)> usual = Values(new Criterion { Id = criterion.Id, Text = "", Kind = criterion.Kind });
        return string.Join(", ", Values(criterion).Zip(usual).Where(v => v.First.Key is "text" or "weight" || v.First.Value != v.Second.Value).Select(v => $"{v.First.Key} {v.First.Value}"));
    }

    private static IReadOnlyList<(string Key, string Value)> Values(Rubric rubric) =>
    [
        ("description", Text(rubric.Description)), ("input_variables", Text(rubric.InputVariables)), ("execution_settings", rubric.ExecutionSettings ?? "none"),
        ("calls", Word(rubric.Calls)), ("tools", Text(rubric.Tools)),
    ];

    private static IReadOnlyList<(string Key, string Value)> Values(Criterion criterion) =>
    [
        ("text", Text(criterion.Text)), ("weight", $"{criterion.Weight}"), ("veto", Word(criterion.Veto)), ("kind", Word(criterion.Kind)), ("check", criterion.Check ?? "none"),
        ("arguments", Text(criterion.Arguments)), ("levels", Text(criterion.Levels)), ("judge", criterion.Judge ?? "none"), ("when", Condition(criterion.When)),
        ("group", criterion.Group ?? "none"), ("tags", Text(criterion.Tags)),
    ];

    private static string Condition(CriterionCondition? when) => when is null ? "none" : $"{Word(when.Kind)} {when.Name}{(when.Value is null ? "" : $" = {Text(when.Value)}")}";

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Json);

    private static string Word<T>(T value) => $"{value}".ToLowerInvariant();
}
