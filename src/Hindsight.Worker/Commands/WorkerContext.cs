using System.CommandLine;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Microsoft.Extensions.Configuration;

namespace Hindsight.Worker.Commands;

/// <summary>What every command works with.</summary>
/// <param name="Terminal">Where it reads and writes.</param>
/// <param name="Places">Where files are looked for.</param>
/// <param name="Time">The clock.</param>
internal sealed record WorkerContext(Terminal Terminal, Places Places, TimeProvider Time)
{
    /// <summary>The settings that files, environment and flags give, paths absolute.</summary>
    /// <exception cref="ConfigurationException">Every fault found.</exception>
    public HindsightSettings Settings(ParseResult result) => SettingsLoader.Load(Sources(result), Places);

    /// <summary>The settings that a run recorded, with today's secrets and flags; runs lie where today's settings say.</summary>
    /// <exception cref="ConfigurationException">Every fault found.</exception>
    public HindsightSettings RecordedSettings(RunRecord run, ParseResult result)
    {
        HindsightSettings today = Settings(result);
        HindsightSettings settings = SettingsLoader.LoadRecorded(run.Configuration, Sources(result), SettingFlags.In(result), Places);
        (settings.RunsFolder, settings.Storage) = (today.RunsFolder, today.Storage);
        return settings;
    }

    private IConfigurationRoot Sources(ParseResult result) =>
        SettingsLoader.Sources(Places, result.GetValue(SettingFlags.Config), SettingFlags.In(result));
}
