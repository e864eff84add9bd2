using Hindsight.Documents;

namespace Hindsight.Rubrics;

/// <summary>Reads a criterion's <c>when</c>.</summary>
internal static class ConditionReader
{
    public const string Key = "when";

    /// <summary>The keys of a condition.</summary>
    public static readonly IReadOnlyList<string> Keys = ["met", "unmet", "variable", "equals"];

    /// <summary>The condition, or <see langword="null"/>: there is none, or its faults are noted.</summary>
    public static CriterionCondition? Read(Map criterion, Faults faults)
    {
        if (criterion.Find(Key) is not { } node || Map.Read(node, faults, "a condition", Keys) is not { } map) return null;
        string[] asked = [.. Keys.Take(3).Where(k => map.Find(k) is not null)];
        if (asked is not [string ask])
        {
            faults.Add(node, $"found {(asked.Length == 0 ? "nothing" : string.Join(" and ", asked))} in a condition, expected one of met, unmet, variable.");
            return null;
        }

        ConditionKind kind = ask switch { "met" => ConditionKind.Met, "unmet" => ConditionKind.Unmet, _ => ConditionKind.Variable };
        if (kind != ConditionKind.Variable && map.Find("equals") is { } stray) faults.Add(stray, $"found 'equals' beside '{ask}', expected it only beside 'variable'.");
        // As with a task's variables, a number counts as its digits.
        string? value = map.Find("equals") is { Kind: NodeKind.Number } number ? number.Scalar : map.Text("equals");
        return map.Text(ask) is { } name ? new CriterionCondition(kind, name, value) : null;
    }

    /// <summary>The criterion that a criterion's condition names and the place of that name, or <see langword="null"/>: it names none.</summary>
    public static Node? Named(Node criterion) => criterion.Find(Key) is { } when ? when.Find("met") ?? when.Find("unmet") : null;
}
