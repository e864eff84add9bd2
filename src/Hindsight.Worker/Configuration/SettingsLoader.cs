using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Hindsight.Worker.Configuration;

/// <summary>Loads the settings: preset, then appsettings.json beside the executable, in the working folder, the file of <c>--config</c>, the environment and the flags, each over the one before.</summary>
internal static class SettingsLoader
{
    /// <summary>The sources in their order.</summary>
    /// <param name="places">Where files are looked for.</param>
    /// <param name="configFile">A further file, or <see langword="null"/>.</param>
    /// <param name="flags">Keys below the section with their values.</param>
    /// <exception cref="ConfigurationException">A file is missing or is not JSON.</exception>
    public static IConfigurationRoot Sources(Places places, string? configFile, IEnumerable<KeyValuePair<string, string?>> flags)
    {
        if (configFile is not null && !File.Exists(configFile)) throw new ConfigurationException([$"There is no file '{configFile}' (--config)."]);
        var builder = new ConfigurationBuilder();
        builder.AddJsonFile(Path.Combine(places.ProgramFolder, "appsettings.json"), optional: true);
        builder.AddJsonFile(Path.Combine(places.WorkingFolder, "appsettings.json"), optional: true);
        if (configFile is not null) builder.AddJsonFile(Path.GetFullPath(configFile, places.WorkingFolder), optional: false);
        builder.AddEnvironmentVariables();
        builder.AddInMemoryCollection(flags.Select(f => KeyValuePair.Create($"{ConfigurationKeys.Section}:{f.Key}", f.Value)));
        try
        {
            return builder.Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            Exception cause = e.GetBaseException();
            string place = cause is JsonException { LineNumber: { } line } ? $" Line {line + 1}:" : "";
            throw new ConfigurationException([cause == e ? e.Message : $"{e.Message}{place} {cause.Message}"]);
        }
    }

    /// <summary>Reads and validates the section.</summary>
    /// <exception cref="ConfigurationException">Every fault found.</exception>
    public static HindsightSettings Load(IConfigurationRoot sources)
    {
        IConfigurationSection section = sources.GetSection(ConfigurationKeys.Section);
        // The preset comes first: it is what the explicit settings are applied to. A value that is none is named by the reader below.
        _ = Enum.TryParse(section[nameof(HindsightSettings.Preset)], ignoreCase: true, out Preset preset);
        HindsightSettings settings = Presets.Create(preset, string.IsNullOrEmpty(section["Policy:Path"]));
        var reader = new SettingsReader(sources, typeof(HindsightSettings));
        reader.ReadInto(settings, section);
        List<string> faults = [.. reader.Faults, .. SettingsValidator.Validate(settings)];
        return faults.Count == 0 ? settings : throw new ConfigurationException(faults);
    }
}
