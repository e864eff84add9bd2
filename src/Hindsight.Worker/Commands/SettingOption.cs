using System.CommandLine;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Commands;

/// <summary>A flag that sets a key of the configuration.</summary>
internal sealed class SettingOption<T> : Option<T>, ISettingOption
{
    /// <summary>A flag for a key.</summary>
    public SettingOption(string name, string key, string description, string? value = null)
        : base(name)
    {
        (Key, Description, HelpName) = (key, $"{description} ({ConfigurationKeys.Section}:{key})", value);
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public string? ValueIn(ParseResult result) =>
        result.GetResult(this) is { Implicit: false } given ? SettingValue.Format(given.GetValueOrDefault<T>()) : null;
}
