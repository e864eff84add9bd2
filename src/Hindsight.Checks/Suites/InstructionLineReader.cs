using System.Text.Json;
using Hindsight.Checks.Readings;
using Hindsight.Documents;
using Hindsight.Grading;
using Hindsight.Policies;
using Hindsight.Rubrics;
using Hindsight.Suites;
using Hindsight.Tasks;

namespace Hindsight.Checks.Suites;

/// <summary>Reads the lines of IFEval and IFBench: a prompt, the ids of its instructions, and the arguments of each. An argument that is null is none.</summary>
internal sealed class InstructionLineReader(ICheckRegistry checks, SuiteKeys keys, Faults faults)
{
    public const string FormKey = "instruction_id_list";

    private static readonly string[] Families = ["ifeval/", "ifbench/"];
    private static readonly JsonElement True = JsonSerializer.SerializeToElement(true);

    /// <summary>The prompt, or <see langword="null"/> with its faults.</summary>
    public SuiteItem? Read(Node line)
    {
        int before = faults.Count;
        if (Map.Read(line, faults, "a prompt with instructions", "key", "prompt", FormKey, "kwargs") is not { } map) return null;
        string key = keys.Take(map, "key"), prompt = map.Text("prompt", required: true) ?? "";
        List<SuiteDemand> demands = [];
        List<Criterion> criteria = [];
        foreach ((Node id, Node arguments) in Instructions(map))
        {
            if (Find(id) is not { } check || Arguments(arguments, check) is not { } given) continue;
            string strict = $"{demands.Count + 1}", loose = $"{strict}-loose";
            demands.Add(new SuiteDemand(id.Scalar, strict, loose, new Dictionary<string, string> { ["family"] = id.Scalar.Split(':')[0], ["instruction"] = id.Scalar }));
            var criterion = new Criterion { Id = strict, Text = check.Describe(given), Kind = CriterionKind.Check, Check = check.Id, Arguments = given };
            criteria.Add(criterion);
            criteria.Add(criterion with { Id = loose, Arguments = new Dictionary<string, JsonElement>(given) { [LooselyReadCheck.LooseName] = True } });
        }

        return faults.Count == before ? new SuiteItem(new TrainingTask { Id = key, Messages = [ChatMessage.User(prompt)], Criteria = criteria, Split = TaskSplit.HeldOut }, demands) : null;
    }

    private IEnumerable<(Node Id, Node Arguments)> Instructions(Map map)
    {
        if (map.Require(FormKey, "a list of instructions") is not { } list || map.Require("kwargs", "a list with the arguments of each instruction") is not { } all) return [];
        IReadOnlyList<Node> ids = map.List(FormKey), arguments = map.List("kwargs");
        if (list is { Kind: NodeKind.List, Items.Count: 0 }) faults.Expected(list, "at least one instruction");
        if (list.Kind != NodeKind.List || all.Kind != NodeKind.List || ids.Count == arguments.Count) return ids.Zip(arguments);
        faults.Expected(all, $"arguments for each of the {ids.Count} instructions");
        return [];
    }

    private ICheck? Find(Node id)
    {
        foreach (string family in Families)
        {
            if (id.Kind == NodeKind.Text && checks.TryGet(family + id.Scalar, out ICheck? check)) return check;
        }

        IEnumerable<string> known = Families.SelectMany(family => checks.Checks.Where(c => c.Id.StartsWith(family, StringComparison.Ordinal)).Select(c => c.Id[family.Length..]));
        if (id.Kind == NodeKind.Text) faults.Expected(id, $"the id of an instruction; the nearest is '{NearestName.Of(id.Scalar, known)}'");
        else faults.Expected(id, "the id of an instruction");
        return null;
    }

    private Dictionary<string, JsonElement>? Arguments(Node node, ICheck check)
    {
        if (Map.Read(node, faults, "the arguments of an instruction") is null) return null;
        if (node.Entries.FirstOrDefault(e => e.Key == LooselyReadCheck.LooseName) is { } loose)
        {
            faults.Add(loose.Line, loose.Column, $"found '{loose.Key}' among the arguments of an instruction, expected those of the suite alone: each is read strictly and loosely.");
            return null;
        }

        Dictionary<string, JsonElement> given = node.Entries.Where(e => e.Value.Kind != NodeKind.Null).DistinctBy(e => e.Key).ToDictionary(e => e.Key, e => e.Value.ToJson());
        IReadOnlyList<string> wrong = check.Validate(given);
        foreach (string fault in wrong) faults.Add(node, $"{check.Id}: {fault}");
        return wrong.Count == 0 ? given : null;
    }
}
