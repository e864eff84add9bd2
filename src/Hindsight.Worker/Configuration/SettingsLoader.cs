using System.Text;
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
        builder.AddInMemoryCollection(InSection(flags));
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
    /// <param name="sources">Where it is read from.</param>
    /// <param name="places">Where files are looked for.</param>
    /// <param name="faults">Takes every fault found; what is faulty keeps its default.</param>
    public static HindsightSettings Load(IConfigurationRoot sources, Places places, InputFaults faults)
    {
        IConfigurationSection section = sources.GetSection(ConfigurationKeys.Section);
        // The preset comes first: it is what the explicit settings are applied to. A value that is none is named by the reader below.
        _ = Enum.TryParse(section[nameof(HindsightSettings.Preset)], ignoreCase: true, out Preset preset);
        HindsightSettings settings = Presets.Create(preset, string.IsNullOrEmpty(section["Policy:Path"]));
        var reader = new SettingsReader(sources, typeof(HindsightSettings));
        reader.ReadInto(settings, section);
        // What a key that could not be read holds instead is not worth a second fault.
        IEnumerable<string> rules = SettingsValidator.Validate(settings).Where(rule => !reader.Faults.Any(fault => KeyOf(fault) == KeyOf(rule)));
        faults.Add([.. reader.Faults, .. rules]);
        return settings.MakeAbsolute(places);
    }

    /// <summary>Reads what a run recorded, with the secrets of today's configuration, which are never recorded, and today's flags over it.</summary>
    /// <param name="recorded">The run's configuration, from <see cref="SettingsJson"/>.</param>
    /// <param name="current">Today's sources.</param>
    /// <param name="flags">Keys below the section that the command line sets.</param>
    /// <param name="places">Where files are looked for.</param>
    /// <exception cref="ConfigurationException">Every fault found.</exception>
    public static HindsightSettings LoadRecorded(string recorded, IConfigurationRoot current, IEnumerable<KeyValuePair<string, string?>> flags, Places places)
    {
        IEnumerable<KeyValuePair<string, string?>> secrets = current.GetSection(ConfigurationKeys.Section).AsEnumerable()
            .Where(setting => setting.Value is not null && ConfigurationKeys.IsSecret(setting.Key[(setting.Key.LastIndexOf(':') + 1)..]));
        using var json = new MemoryStream(Encoding.UTF8.GetBytes($"{{\"{ConfigurationKeys.Section}\":{recorded}}}"));
        var builder = new ConfigurationBuilder();
        builder.AddJsonStream(json);
        builder.AddInMemoryCollection(secrets);
        builder.AddInMemoryCollection(InSection(flags));
        var faults = new InputFaults();
        HindsightSettings settings = Load(builder.Build(), places, faults);
        faults.DemandNone();
        return settings;
    }

    private static string KeyOf(string fault) => fault.Split(' ')[0];

    private static IEnumerable<KeyValuePair<string, string?>> InSection(IEnumerable<KeyValuePair<string, string?>> flags) =>
        flags.Select(f => KeyValuePair.Create($"{ConfigurationKeys.Section}:{f.Key}", f.Value));
}
