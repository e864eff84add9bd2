using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Hindsight.Worker.Configuration;

/// <summary>Fills options from configuration, strictly: a key that no option knows and a value of the wrong type are faults. All are collected.</summary>
internal sealed class SettingsReader(IConfigurationRoot configuration, Type root)
{
    private readonly List<string> _knownPaths = ConfigurationKeys.PathsOf(root, ConfigurationKeys.Section).ToList();
    private readonly List<string> _faults = [];

    /// <summary>What was wrong so far, a line each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Writes every key below <paramref name="section"/> into <paramref name="target"/>.</summary>
    public void ReadInto(object target, IConfigurationSection section)
    {
        List<PropertyInfo> properties = ConfigurationKeys.Of(target.GetType()).ToList();
        foreach (IConfigurationSection child in section.GetChildren())
        {
            PropertyInfo? property = properties.Find(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                string? nearest = NearestKey.Find(child.Path, properties.Select(p => p.Name), _knownPaths);
                Fault(child, $"is not a setting{(nearest is null ? "" : $"; did you mean {nearest}?")}");
            }
            else
            {
                ReadProperty(target, property, child);
            }
        }
    }

    private void ReadProperty(object target, PropertyInfo property, IConfigurationSection section)
    {
        Type type = property.PropertyType;
        if (ConfigurationKeys.ValueOf(type) is { } valueType) ReadDictionary((IDictionary)property.GetValue(target)!, valueType, section);
        else if (ConfigurationKeys.ElementOf(type) is { } elementType) property.SetValue(target, ReadList(elementType, section));
        else if (ConfigurationKeys.IsSection(type)) ReadSection(property.GetValue(target)!, section);
        else if (section.GetChildren().Any()) Fault(section, $"is a section; expected {SettingValue.Describe(type)}");
        else if (section.Value is null) Fault(section, $"is null; expected {SettingValue.Describe(type)}");
        else if (SettingValue.TryParse(type, section.Value, out object? value)) property.SetValue(target, value);
        else Fault(section, $"is '{section.Value}'; expected {SettingValue.Describe(type)}");
    }

    private void ReadSection(object target, IConfigurationSection section)
    {
        if (string.IsNullOrEmpty(section.Value)) ReadInto(target, section);
        else Fault(section, $"is '{section.Value}'; it is a section of {string.Join(", ", ConfigurationKeys.Of(target.GetType()).Select(p => p.Name))}");
    }

    private void ReadDictionary(IDictionary target, Type valueType, IConfigurationSection section)
    {
        if (!string.IsNullOrEmpty(section.Value)) Fault(section, $"is '{section.Value}'; it is a section with an entry a name");
        foreach (IConfigurationSection entry in section.GetChildren())
        {
            object value = target[entry.Key] ?? Activator.CreateInstance(valueType)!;
            ReadSection(value, entry);
            target[entry.Key] = value;
        }
    }

    private IList ReadList(Type elementType, IConfigurationSection section)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(elementType))!;
        // A flag or an environment variable gives the whole list at once.
        IEnumerable<string?> texts = string.IsNullOrEmpty(section.Value)
            ? section.GetChildren().Select(c => c.Value)
            : section.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (string? text in texts)
        {
            if (text is not null && SettingValue.TryParse(elementType, text, out object? value)) list.Add(value);
            else Fault(section, $"holds '{text}'; expected {SettingValue.Describe(elementType)}");
        }

        return list;
    }

    private void Fault(IConfigurationSection section, string what) =>
        _faults.Add($"{section.Path} {what} ({SettingOrigin.Of(configuration, section.Path)}).");
}
