using System.Security.Cryptography;
using Hindsight.Documents;
using Hindsight.Grading;

namespace Hindsight.Rubrics;

/// <summary>Rubric files: <c>rubrics/NAME.yaml</c>, a Semantic Kernel prompt file plus <c>criteria:</c> (format: <c>docs/rubrics.md</c>).</summary>
public static class RubricFile
{
    private static readonly string[] Keys = ["name", "description", "template", "template_format", "input_variables", "execution_settings", "criteria"];

    /// <summary>Reads a rubric file.</summary>
    /// <param name="path">The file; its name without extension is the rubric's.</param>
    /// <param name="checks">The checks that it can name.</param>
    /// <exception cref="RubricException">The file cannot be read or is faulty: every fault as <c>file:line:column: found …, expected …</c>.</exception>
    public static Rubric Read(string path, ICheckRegistry checks)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RubricException([$"{path}: {e.Message}"]);
        }

        return Parse(path, content, checks);
    }

    /// <summary>Reads a rubric from the content of a file.</summary>
    /// <param name="path">The file's path, for the rubric's name and for errors.</param>
    /// <param name="content">Its bytes, UTF-8.</param>
    /// <param name="checks">The checks that it can name.</param>
    /// <exception cref="RubricException">It is faulty.</exception>
    public static Rubric Parse(string path, byte[] content, ICheckRegistry checks)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(checks);
        var faults = new Faults(path);
        Rubric? rubric = Document(content, faults) is { } root ? Rubric(Path.GetFileNameWithoutExtension(path), VersionOf(content), root, checks, faults) : null;
        return faults.Any ? throw new RubricException(faults.Lines) : rubric!;
    }

    internal static string VersionOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    private static Node? Document(byte[] content, Faults faults)
    {
        if (Utf8Text.FirstFault(content) is { } place)
        {
            faults.Add(place.Line, place.Column, "found a byte that is not UTF-8, expected UTF-8.");
            return null;
        }

        try
        {
            return YamlDocument.Parse(Utf8Text.Decode(content));
        }
        catch (DocumentException e)
        {
            faults.Add(e.Line, e.Column, e.Message);
            return null;
        }
    }

    private static Rubric? Rubric(string name, string version, Node root, ICheckRegistry checks, Faults faults)
    {
        if (Map.Read(root, faults, "the rubric", Keys) is not { } map) return null;
        if (map.Text("name") is { } written && written != name) faults.Expected(map.Find("name")!, $"the file's name without extension, '{name}'");
        _ = map.Choice("template_format", "semantic-kernel");
        return new Rubric
        {
            Name = name,
            Version = version,
            Description = map.Text("description") ?? "",
            Criteria = Criteria(map, checks, faults),
            Template = map.Text("template"),
            InputVariables = InputVariables(map, faults),
            ExecutionSettings = ExecutionSettings(map, faults),
        };
    }

    private static List<Criterion> Criteria(Map map, ICheckRegistry checks, Faults faults)
    {
        if (map.Require("criteria", "a list of criteria") is not { } list) return [];
        List<Criterion> criteria = new CriterionReader(checks, faults).ReadAll(map.List("criteria"));
        // A criterion that could not be read counts by the weight that is written there.
        if (list.Kind == NodeKind.List && !list.Items.Any(MayWeigh)) faults.Add(list, "found no criterion with a positive weight, expected at least one.");
        return criteria;
    }

    private static bool MayWeigh(Node criterion) =>
        criterion.Entries.FirstOrDefault(e => e.Key == "weight")?.Value is not { Kind: NodeKind.Number } weight || !(weight.Number <= 0);

    private static List<RubricVariable> InputVariables(Map map, Faults faults)
    {
        List<RubricVariable> variables = [];
        foreach (Node item in map.List("input_variables"))
        {
            if (Map.Read(item, faults, "an input variable", "name", "description", "default", "is_required") is not { } variable) continue;
            string? name = variable.Text("name", required: true);
            if (name is not null && variables.Exists(v => v.Name == name)) faults.Expected(variable.Find("name")!, "different names of input variables");
            string? standard = variable.Find("default") is { } value ? value.Kind is NodeKind.List or NodeKind.Map ? null : value.Scalar : null;
            if (variable.Find("default") is { Kind: NodeKind.List or NodeKind.Map } wrong) faults.Expected(wrong, "a text for 'default'");
            variables.Add(new RubricVariable(name ?? "", variable.Text("description") ?? "", standard, variable.Boolean("is_required") ?? true));
        }

        return variables;
    }

    private static string? ExecutionSettings(Map map, Faults faults)
    {
        if (map.Find("execution_settings") is not { } node || Map.Read(node, faults, "the execution settings") is null) return null;
        foreach (Entry service in node.Entries) Map.Read(service.Value, faults, $"the execution settings of {Node.Quote(service.Key)}");
        return node.ToJson().GetRawText();
    }
}
