using System.CommandLine;
using Hindsight.Worker.Configuration;
using Hindsight.Worker.Hosting;

namespace Hindsight.Worker.Commands;

/// <summary>What every command works with.</summary>
/// <param name="Terminal">Where it reads and writes.</param>
/// <param name="Places">Where files are looked for.</param>
/// <param name="Time">The clock.</param>
internal sealed record WorkerContext(Terminal Terminal, Places Places, TimeProvider Time)
{
    /// <summary>The settings that files, environment and flags give.</summary>
    /// <exception cref="ConfigurationException">Every fault found.</exception>
    public HindsightSettings Settings(ParseResult result) =>
        SettingsLoader.Load(SettingsLoader.Sources(Places, result.GetValue(SettingFlags.Config), SettingFlags.In(result)));
}
