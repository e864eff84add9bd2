using System.CommandLine;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Hindsight.Worker.Commands;

/// <summary>What every command works with.</summary>
/// <param name="Terminal">Where it reads and writes.</param>
/// <param name="Places">Where files are looked for.</param>
/// <param name="Time">The clock.</param>
internal sealed record WorkerContext(Terminal Terminal, Places Places, TimeProvider Time)
{
    /// <summary>The settings that files, environment and flags give, paths absolute.</summary>
    /// <exception cref="ConfigurationException">Every fault found.</exception>
    public HindsightSettings Settings(ParseResult result)
    {
        var faults = new InputFaults();
        HindsightSettings settings = Settings(result, faults);
        faults.DemandNone();
        return settings;
    }

    /// <summary>The settings as far as they can be read, for a command that has more input to look through before it complains.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="faults">Takes every fault found.</param>
    /// <exception cref="ConfigurationException">A file of settings cannot be read at all.</exception>
    public HindsightSettings Settings(ParseResult result, InputFaults faults)
    {
        faults.Add(SettingFlags.Faults(result));
        if (faults.Collect(() => Sources(result)) is { } sources) return SettingsLoader.Load(sources, Places, faults);
        throw new ConfigurationException(faults.Lines);
    }

    /// <summary>The settings that a run recorded, with today's secrets and flags; runs lie where today's settings say.</summary>
    /// <exception cref="ConfigurationException">Every fault found.</exception>
    public HindsightSettings RecordedSettings(RunRecord run, ParseResult result)
    {
        HindsightSettings today = Settings(result);
        HindsightSettings settings = SettingsLoader.LoadRecorded(run.Configuration, Sources(result), SettingFlags.In(result), Places);
        (settings.RunsFolder, settings.Storage) = (today.RunsFolder, today.Storage);
        return settings;
    }

    /// <summary>Whether a file, the environment or a flag sets a key, by its path below the section.</summary>
    public bool IsSet(ParseResult result, string key) => Sources(result).GetSection(ConfigurationKeys.Section)[key] is not null;

    /// <summary>How the configuration wants logs: to standard error, at the levels of its section <c>Logging</c>.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="quiet">Lets errors through only: something else is drawn on the terminal.</param>
    public Action<ILoggingBuilder> Logging(ParseResult result, bool quiet = false)
    {
        IConfigurationSection levels = Sources(result).GetSection("Logging");
        return logging =>
        {
            // Semantic Kernel logs each failed call with its stack; the judge says the same in a line. The configuration may ask for it.
            logging.AddFilter("Microsoft.SemanticKernel", LogLevel.Critical).AddConfiguration(levels).AddStandardError();
            if (quiet) logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Error);
        };
    }

    private IConfigurationRoot Sources(ParseResult result) =>
        SettingsLoader.Sources(Places, result.GetValue(SettingFlags.Config), SettingFlags.In(result));
}
