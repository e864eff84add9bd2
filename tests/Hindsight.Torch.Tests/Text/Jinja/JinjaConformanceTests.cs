using System.Globalization;
using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Text;
using Hindsight.Torch.Text.Jinja;
using Xunit.Abstractions;

namespace Hindsight.Torch.Tests.Text.Jinja;

/// <summary>Renderings of published chat templates by Python's Jinja, where the corpus is there: it does not come with the repository.</summary>
public sealed class JinjaConformanceTests(ITestOutputHelper output)
{
    private static readonly string Folder = ReferenceData.FolderOf("chat_templates");

    [DataFact("chat_templates")]
    public void Render_PublishedTemplates_AgreesWithPythonInTextAndRefusals()
    {
        JsonElement contexts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "golden_contexts.json"))).RootElement;
        Check(Lines("golden_python_jinja2.jsonl").Select(line =>
        {
            string template = line.GetProperty("template").GetString()!, context = line.GetProperty("context").GetString()!;
            return new Case($"{template} / {context}", File.ReadAllText(Path.Combine(Folder, "templates", template)), contexts.GetProperty(context), Text(line, "output"));
        }));
    }

    [DataFact("chat_templates")]
    public void Render_SmallTemplates_AgreesWithPython()
    {
        Check(Lines("hf_jinja_syntax.jsonl").Where(l => l.GetProperty("functions").GetArrayLength() == 0)
            .Select(line => new Case(Text(line, "name")!, Text(line, "template")!, line.GetProperty("context"), Text(line, "python_jinja2"))));
    }

    [DataFact("chat_templates")]
    public void Render_TemplatesWithTheirData_GivesTheTarget()
    {
        Check(Lines("hf_jinja_chat_templates.jsonl").Where(l => l.GetProperty("python_jinja2_equal").GetBoolean())
            .Select(line => new Case(Text(line, "name")!, Text(line, "chat_template")!, line.GetProperty("data"), Text(line, "target"))));
        Check(Lines("llamacpp_cases.jsonl").Select(line => new Case(Text(line, "name")!, Text(line, "chat_template")!, line, Text(line, "python_jinja2"))));
    }

    private void Check(IEnumerable<Case> cases)
    {
        int agreed = 0;
        var failures = new List<string>();
        foreach (Case @case in cases)
        {
            string? found = null, error = null;
            try
            {
                found = Render(@case);
            }
            catch (ChatTemplateException e)
            {
                error = e.Message;
            }

            if (found == @case.Expected) agreed++;
            else failures.Add($"{@case.Name}: {error ?? Difference(found, @case.Expected)}");
        }

        output.WriteLine($"{agreed} agree.");
        failures.Should().BeEmpty();
        agreed.Should().BePositive();
    }

    private static string Render(Case @case)
    {
        Dictionary<string, object?> variables = @case.Context.EnumerateObject().ToDictionary(p => p.Name, p => ToValue(p.Value));
        variables["strftime_now"] = (JinjaFunction)(a => new TracedText(Date(a.Text(0, "format")!.Text), TracedText.Template));
        return JinjaTemplate.Parse(@case.Template).Render(variables).Text;
    }

    /// <summary>The corpus' clock stands at 2025-07-10 12:00:00.</summary>
    private static string Date(string format) => format.Replace("%d", "10").Replace("%b", "Jul").Replace("%B", "July").Replace("%Y", "2025").Replace("%m", "07")
        .Replace("%A", "Thursday").Replace("%a", "Thu").Replace("%H", "12").Replace("%M", "00").Replace("%S", "00");

    private static object? ToValue(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String: return new TracedText(json.GetString()!, TracedText.Outside);
            case JsonValueKind.Number: return json.TryGetInt64(out long whole) ? (object)whole : json.GetDouble();
            case JsonValueKind.True or JsonValueKind.False: return json.GetBoolean();
            case JsonValueKind.Array: return new JinjaList([.. json.EnumerateArray().Select(ToValue)]);
            case JsonValueKind.Object:
                var map = new JinjaMap();
                foreach (JsonProperty property in json.EnumerateObject()) map.Set(property.Name, ToValue(property.Value));
                return map;
            default: return null;
        }
    }

    private static string Difference(string? found, string? expected)
    {
        if (expected is null) return "rendered, where Python refuses";
        int at = 0;
        while (at < Math.Min(found!.Length, expected.Length) && found[at] == expected[at]) at++;
        string Around(string text) => text.Substring(Math.Max(0, at - 30), Math.Min(text.Length - Math.Max(0, at - 30), 80)).ReplaceLineEndings("⏎");
        return string.Create(CultureInfo.InvariantCulture, $"at {at} found «{Around(found)}»; expected «{Around(expected)}»");
    }

    private static IEnumerable<JsonElement> Lines(string file) => File.ReadLines(Path.Combine(Folder, file)).Select(l => JsonDocument.Parse(l).RootElement);

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private sealed record Case(string Name, string Template, JsonElement Context, string? Expected);
}
