using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace Hindsight.Worker.Configuration;

/// <summary>Settings as JSON, in the form in which the configuration takes them, so that a run can be resumed from what it recorded.</summary>
internal static class SettingsJson
{
    /// <summary>Writes every key; secrets are left out.</summary>
    public static string Write(HindsightSettings settings) => Section(settings, secrets: false).ToJsonString();

    /// <summary>The settings as a configuration of their own, secrets included, for libraries that read one.</summary>
    public static IConfiguration ToConfiguration(HindsightSettings settings)
    {
        using var json = new MemoryStream(Encoding.UTF8.GetBytes(new JsonObject { [ConfigurationKeys.Section] = Section(settings, secrets: true) }.ToJsonString()));
        return new ConfigurationBuilder().AddJsonStream(json).Build();
    }

    private static JsonObject Section(object options, bool secrets)
    {
        var json = new JsonObject();
        foreach (PropertyInfo property in ConfigurationKeys.Of(options.GetType()).Where(p => secrets || !ConfigurationKeys.IsSecret(p.Name)))
        {
            if (property.GetValue(options) is { } value) json[property.Name] = Node(value, secrets);
        }

        return json;
    }

    private static JsonNode Node(object value, bool secrets) => value switch
    {
        IDictionary entries => new JsonObject(entries.Keys.Cast<string>().Select(name => KeyValuePair.Create<string, JsonNode?>(name, Section(entries[name]!, secrets)))),
        IEnumerable items and not string => new JsonArray(items.Cast<object>().Select(item => (JsonNode?)SettingValue.Format(item)).ToArray()),
        bool flag => JsonValue.Create(flag),
        int or long or ulong or double => JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(value))!,
        _ when ConfigurationKeys.IsSection(value.GetType()) => Section(value, secrets),
        _ => JsonValue.Create(SettingValue.Format(value)),
    };
}
