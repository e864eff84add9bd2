using Hindsight.Documents;
using Hindsight.Grading;

namespace Hindsight.Rubrics;

/// <summary>Reads the values of a rubric file, and finds every fault in them.</summary>
internal sealed class RubricReader(ICheckRegistry checks, Faults faults)
{
    /// <summary>The keys of a rubric file.</summary>
    public static readonly IReadOnlyList<string> Keys =
        ["name", "description", "template", "template_format", "input_variables", "execution_settings", "calls", "tools", "criteria"];

    /// <summary>The keys of an input variable.</summary>
    public static readonly IReadOnlyList<string> VariableKeys = ["name", "description", "default", "is_required"];

    /// <summary>The rubric, or <see langword="null"/>: it is no mapping. It may only be used when there is no fault.</summary>
    public Rubric? Read(string name, string version, Node root)
    {
        if (Map.Read(root, faults, "the rubric", Keys) is not { } map) return null;
        if (map.Text("name") is { } written && written != name) faults.Expected(map.Find("name")!, $"the file's name without extension, '{name}'");
        _ = map.Choice("template_format", "semantic-kernel");
        return new Rubric
        {
            Name = name,
            Version = version,
            Description = map.Text("description") ?? "",
            Criteria = Criteria(map),
            Template = map.Text("template"),
            InputVariables = InputVariables(map),
            ExecutionSettings = ExecutionSettings(map),
            Calls = map.Choice("calls", "all", "each", "group") switch { "each" => JudgeCalls.Each, "group" => JudgeCalls.Group, _ => JudgeCalls.All },
            Tools = Tools(map),
            TemplatePlace = map.Find("template") is { } template ? (template.Line, template.Column) : (1, 1),
            Places = Items(map).Where(c => CriterionReader.IdOf(c) is not null).DistinctBy(CriterionReader.IdOf).ToDictionary(c => CriterionReader.IdOf(c)!, c => (c.Line, c.Column)),
        };
    }

    private List<Criterion> Criteria(Map map)
    {
        if (map.Require("criteria", "a list of criteria") is not { } list) return [];
        List<Criterion> criteria = new CriterionReader(checks, faults).ReadAll(map.List("criteria"));
        Conditions(list.Items);
        // A criterion that could not be read counts by the weight that is written there.
        List<Node> weighty = [.. list.Items.Where(MayWeigh)];
        if (list.Kind == NodeKind.List && CriterionRules.WeightFault(weighty.Count > 0, weighty.Exists(c => ConditionReader.Named(c) is null)) is { } fault) faults.Add(list, fault);
        return criteria;
    }

    /// <summary>Conditions look at what is written, so that a criterion with another fault is still known.</summary>
    private void Conditions(IReadOnlyList<Node> criteria)
    {
        List<string> all = [.. criteria.Select(CriterionReader.IdOf).OfType<string>()], before = [];
        foreach (Node criterion in criteria)
        {
            if (CriterionReader.IdOf(criterion) is not { } id) continue;
            if (ConditionReader.Named(criterion) is { Kind: NodeKind.Text } named && CriterionRules.ConditionFault(id, named.Scalar, before, all) is { } fault) faults.Add(named, fault);
            before.Add(id);
        }
    }

    private static IReadOnlyList<Node> Items(Map map) => map.Find("criteria")?.Items ?? [];

    private static bool MayWeigh(Node criterion) =>
        criterion.Find("weight") is not { Kind: NodeKind.Number } weight || !(weight.Number <= 0);

    private List<RubricVariable> InputVariables(Map map)
    {
        List<RubricVariable> variables = [];
        foreach (Node item in map.List("input_variables"))
        {
            if (Map.Read(item, faults, "an input variable", VariableKeys) is not { } variable) continue;
            string? name = variable.Text("name", required: true);
            if (name is not null && variables.Exists(v => v.Name == name)) faults.Expected(variable.Find("name")!, "different names of input variables");
            string? standard = variable.Find("default") is { } value ? value.Kind is NodeKind.List or NodeKind.Map ? null : value.Scalar : null;
            if (variable.Find("default") is { Kind: NodeKind.List or NodeKind.Map } wrong) faults.Expected(wrong, "a text for 'default'");
            variables.Add(new RubricVariable(name ?? "", variable.Text("description") ?? "", standard, variable.Boolean("is_required") ?? true));
        }

        return variables;
    }

    private string? ExecutionSettings(Map map)
    {
        if (map.Find("execution_settings") is not { } node || Map.Read(node, faults, "the execution settings") is null) return null;
        foreach (Entry service in node.Entries) Map.Read(service.Value, faults, $"the execution settings of {Node.Quote(service.Key)}");
        return node.ToJson().GetRawText();
    }

    private List<string> Tools(Map map)
    {
        List<string> tools = [];
        foreach (Node item in map.List("tools"))
        {
            if (item.Kind != NodeKind.Text) faults.Expected(item, "the id of a check for a tool");
            else if (!checks.TryGet(item.Scalar, out _)) faults.Add(item, CriterionReader.UnknownCheck(item.Scalar, checks));
            else if (tools.Contains(item.Scalar)) faults.Expected(item, "different tools");
            else tools.Add(item.Scalar);
        }

        return tools;
    }
}
