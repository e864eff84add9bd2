using System.Reflection;
using System.Text;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Tests.Configuration;

/// <summary>docs/configuration.md as the options types have it.</summary>
internal static class ConfigurationPage
{
    private const string Introduction = """
        # Configuration

        Every setting lies in the section `Hindsight`. Sources, each over the one before: the preset, `appsettings.json` beside the executable,
        `appsettings.json` in the working folder, the file of `--config`, environment variables (`Hindsight__Training__Steps=20`), and the command
        line (`--set Training:Steps=20`, or a flag of its own where there is one: `--steps 20`). An unknown key is an error that names the key, where
        it was set and the nearest key there is; all faults are reported at once, the exit code is 2, and nothing is changed.

        This page is written from the options types by a test, which fails when the two differ; `HINDSIGHT_WRITE_DOCS=1 dotnet test` writes it anew.


        """;

    public static string Render()
    {
        var page = new StringBuilder(Introduction);
        Presets(page);
        Section(page, typeof(HindsightSettings), new HindsightSettings(), "");
        return page.ToString();
    }

    private static void Presets(StringBuilder page)
    {
        page.Append("## Presets\n\nWhat each preset sets; everything else has the default of its table below.\n\n| Key | Instructions | Judged | Demo |\n| --- | --- | --- | --- |\n");
        Dictionary<string, string>[] columns = new[] { Preset.Instructions, Preset.Judged, Preset.Demo }
            .Select(preset => Values(Worker.Configuration.Presets.Create(preset, embeddedPolicy: false), "").ToDictionary(v => v.Key, v => v.Value)).ToArray();
        foreach (string key in columns[0].Keys.Where(key => key != nameof(Preset) && columns.Any(c => c[key] != columns[0][key])))
        {
            page.Append($"| `{key}` | {string.Join(" | ", columns.Select(c => c[key]))} |\n");
        }

        page.Append("\n`Auto` is `Demo` for the embedded policy and `Instructions` for any other.\n");
    }

    private static void Section(StringBuilder page, Type type, object defaults, string prefix)
    {
        page.Append(prefix.Length == 0 ? "\n## Top level\n" : $"\n## {prefix}\n");
        if (prefix.Length > 0) page.Append($"\n{XmlDocumentation.Of(type, "summary")}\n");
        page.Append("\n| Key | Default | Meaning |\n| --- | --- | --- |\n");
        List<PropertyInfo> properties = ConfigurationKeys.Of(type).ToList();
        foreach (PropertyInfo property in properties.Where(p => !IsDeeper(p.PropertyType)))
        {
            string value = SettingValue.Format(property.GetValue(defaults));
            string shown = value.Length > 0 ? $"`{value}`" : XmlDocumentation.Of(property, "value");
            page.Append($"| `{property.Name}` | {Cell(shown)} | {Cell(XmlDocumentation.Of(property, "summary") + Choices(property.PropertyType))} |\n");
        }

        foreach (PropertyInfo property in properties.Where(p => IsDeeper(p.PropertyType)))
        {
            Type? entry = ConfigurationKeys.ValueOf(property.PropertyType);
            string path = (prefix.Length == 0 ? property.Name : $"{prefix}:{property.Name}") + (entry is null ? "" : ":NAME");
            Section(page, entry ?? property.PropertyType, entry is null ? property.GetValue(defaults)! : Activator.CreateInstance(entry)!, path);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Values(object options, string prefix)
    {
        foreach (PropertyInfo property in ConfigurationKeys.Of(options.GetType()).Where(p => ConfigurationKeys.ValueOf(p.PropertyType) is null))
        {
            object? value = property.GetValue(options);
            if (!IsDeeper(property.PropertyType)) yield return new(prefix + property.Name, SettingValue.Format(value));
            else foreach (KeyValuePair<string, string> inner in Values(value!, $"{prefix}{property.Name}:")) yield return inner;
        }
    }

    private static bool IsDeeper(Type type) => ConfigurationKeys.IsSection(type) || ConfigurationKeys.ValueOf(type) is not null;

    private static string Choices(Type type) => !type.IsEnum ? "" : " " + string.Join(" ", Enum.GetNames(type)
        .Select(name => $"`{name}`: {XmlDocumentation.Of(type.GetField(name)!, "summary")}"));

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
