using System.Text.Json;
using System.Text.RegularExpressions;
using Hindsight.Documents;
using Hindsight.Grading;

namespace Hindsight.Rubrics;

/// <summary>Reads criteria from a rubric file or from a task's line, and finds every fault in them.</summary>
internal sealed partial class CriterionReader(ICheckRegistry checks, Faults faults)
{
    /// <summary>The keys of a criterion.</summary>
    public static readonly IReadOnlyList<string> Keys = ["id", "text", "weight", "veto", "levels", "kind", "check", "arguments", "judge", "when", "group", "tags"];

    /// <summary>The keys of a level.</summary>
    public static readonly IReadOnlyList<string> LevelKeys = ["degree", "description"];

    private static readonly IReadOnlyList<string> KeysOfTask = [.. Keys, "drop"];

    /// <summary>The criteria that can be read; what cannot is among the faults.</summary>
    public List<Criterion> ReadAll(IReadOnlyList<Node> nodes)
    {
        List<Criterion> criteria = [];
        Dictionary<string, Node> places = [];
        foreach (Node node in nodes)
        {
            if (Map.Read(node, faults, "a criterion", Keys) is not { } map) continue;
            Criterion? criterion = Read(map);
            if (IsFirst(places, node) && criterion is not null) criteria.Add(criterion);
        }

        return criteria;
    }

    /// <summary>A task's own criteria, and what it changes of its rubric's: a criterion that says neither what is demanded nor who decides changes the keys that it gives.</summary>
    public (List<Criterion> Own, List<CriterionOverride> Overrides) ReadOfTask(IReadOnlyList<Node> nodes)
    {
        List<Criterion> own = [];
        List<CriterionOverride> overrides = [];
        Dictionary<string, Node> places = [];
        foreach (Node node in nodes)
        {
            if (Map.Read(node, faults, "a criterion", KeysOfTask) is not { } map) continue;
            bool drops = map.Boolean("drop") ?? false, changes = map.Find("text") is null && map.Find("check") is null && map.Find("kind") is null;
            Criterion? criterion = drops || changes ? null : Read(map);
            CriterionOverride? change = drops ? Drop(map) : changes ? Override(map) : null;
            if (!IsFirst(places, node)) continue;
            if (criterion is not null) own.Add(criterion);
            if (change is not null) overrides.Add(change);
        }

        return (own, overrides);
    }

    private bool IsFirst(Dictionary<string, Node> places, Node node)
    {
        if (IdOf(node) is not { } id || places.TryAdd(id, node)) return true;
        faults.Add(node, $"found a second criterion '{id}' (the first is at {places[id].Line}:{places[id].Column}), expected different ids.");
        return false;
    }

    /// <summary>The id that is written there, or <see langword="null"/>: it is no text.</summary>
    public static string? IdOf(Node criterion) => criterion.Find("id") is { Kind: NodeKind.Text } id ? id.Scalar : null;

    private string? Id(Map map)
    {
        string? id = map.Text("id", required: true);
        if (id is not null && !IdPattern().IsMatch(id)) faults.Expected(map.Find("id")!, "letters, digits, _ and - for 'id'");
        return id;
    }

    private Criterion? Read(Map map)
    {
        string? id = Id(map);
        double weight = map.Number("weight") ?? 1;
        bool veto = map.Boolean("veto") ?? false;
        if (veto && weight < 0) faults.Add(map.Find("veto")!, $"found a veto with the weight {weight}, expected a weight of at least 0.");
        IReadOnlyList<CriterionLevel> levels = Levels(map);
        CriterionKind kind = Kind(map);
        Dictionary<string, JsonElement> arguments = Arguments(map);
        ICheck? check = kind == CriterionKind.Check ? Check(map, arguments) : null;
        Refuse(map, kind);
        // A check that is itself faulty could not say what it demands.
        string? text = map.Find("text") is null && kind == CriterionKind.Check
            ? check?.Describe(arguments)
            : map.Text("text", required: true);
        var criterion = new Criterion
        {
            Id = id ?? "",
            Text = text ?? "",
            Weight = weight,
            Veto = veto,
            Levels = levels,
            // Without its check it stands for itself in what is looked at next; its faults keep it from being used.
            Kind = check is null ? CriterionKind.Judge : kind,
            Check = check?.Id,
            Arguments = arguments,
            Judge = map.Text("judge"),
            When = ConditionReader.Read(map, faults),
            Group = map.Text("group"),
            Tags = map.Texts("tags", "a tag"),
        };
        return id is null ? null : criterion;
    }

    private CriterionOverride Override(Map map)
    {
        if (map.Node.Entries.All(e => e.Key is "id" or "drop")) faults.Add(map.Node, "found nothing but its id in a criterion, expected 'text' or 'check', or what it changes of the rubric's criterion.");
        double? weight = map.Number("weight");
        bool? veto = map.Boolean("veto");
        if (veto is true && weight < 0) faults.Add(map.Find("veto")!, $"found a veto with the weight {weight}, expected a weight of at least 0.");
        return new CriterionOverride
        {
            Id = Id(map) ?? "",
            Weight = weight,
            Veto = veto,
            Levels = map.Find("levels") is null ? null : Levels(map),
            Arguments = map.Find("arguments") is null ? null : Arguments(map),
            Judge = map.Text("judge"),
            When = ConditionReader.Read(map, faults),
            Group = map.Text("group"),
            Tags = map.Find("tags") is null ? null : map.Texts("tags", "a tag"),
        };
    }

    private CriterionOverride Drop(Map map)
    {
        foreach (Entry entry in map.Node.Entries.Where(e => e.Key is not ("id" or "drop") && KeysOfTask.Contains(e.Key)))
            faults.Add(entry.Line, entry.Column, $"found '{entry.Key}' in a criterion that is dropped, expected 'id' and 'drop' alone.");
        return new CriterionOverride { Id = Id(map) ?? "", Drop = true };
    }

    private static CriterionKind Kind(Map map) => map.Choice("kind", "check", "judge") switch
    {
        "check" => CriterionKind.Check,
        "judge" => CriterionKind.Judge,
        _ => map.Find("check") is null ? CriterionKind.Judge : CriterionKind.Check,
    };

    /// <summary>Keys that belong to the other kind.</summary>
    private void Refuse(Map map, CriterionKind kind)
    {
        foreach (string key in kind == CriterionKind.Check ? (string[])["judge", "levels"] : ["check", "arguments"])
        {
            if (map.Find(key) is { } value) faults.Add(value, $"found '{key}' in a criterion of kind {(kind == CriterionKind.Check ? "check" : "judge")}, expected it only in the other kind.");
        }
    }

    private Dictionary<string, JsonElement> Arguments(Map map)
    {
        if (map.Find("arguments") is not { } node || Map.Read(node, faults, "the arguments") is null) return [];
        return node.Entries.DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value.ToJson());
    }

    /// <summary>The check, or <see langword="null"/> with the faults of its name or arguments.</summary>
    private ICheck? Check(Map map, Dictionary<string, JsonElement> arguments)
    {
        if (map.Find("check") is null) faults.Add(map.Node, "found no 'check' in a criterion of kind check, expected the id of a check.");
        if (map.Text("check") is not { } id) return null;
        if (!checks.TryGet(id, out ICheck? check))
        {
            faults.Add(map.Find("check")!, UnknownCheck(id, checks));
            return null;
        }

        IReadOnlyList<string> wrong = check.Validate(arguments);
        foreach (string fault in wrong) faults.Add(map.Find("arguments") ?? map.Find("check")!, $"{check.Id}: {fault}");
        return wrong.Count == 0 ? check : null;
    }

    /// <summary>What to say of an id that is no check's.</summary>
    public static string UnknownCheck(string id, ICheckRegistry checks)
    {
        string nearest = NearestName.Of(id, checks.Checks.Select(c => c.Id)) is { } name ? $"the nearest is '{name}'" : "there is none";
        return $"found the unknown check {Node.Quote(id)}, expected the id of a check; {nearest}.";
    }

    private List<CriterionLevel> Levels(Map map)
    {
        List<CriterionLevel> levels = [];
        if (map.Find("levels") is not { Kind: NodeKind.List } list)
        {
            _ = map.List("levels");
            return levels;
        }

        if (list.Items.Count < 2) faults.Add(list, $"found {list.Describe()} for 'levels', expected at least two levels.");
        foreach (Node item in list.Items)
        {
            if (Map.Read(item, faults, "a level", LevelKeys) is not { } level) continue;
            string? description = level.Text("description", required: true);
            if (level.Number("degree", required: true) is not { } degree) continue;
            if (degree is < 0 or > 1) faults.Expected(level.Find("degree")!, "a degree from 0 to 1");
            else if (levels.Count > 0 && degree <= levels[^1].Degree) faults.Expected(level.Find("degree")!, $"a degree above that of the level before ({levels[^1].Degree})");
            levels.Add(new CriterionLevel(degree, description ?? ""));
        }

        if (levels.Count > 0 && levels[^1].Degree != 1) faults.Add(list.Items[^1], $"found {levels[^1].Degree} as the last level's degree, expected 1: a levelled criterion is met when its degree is 1.");
        return levels;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
