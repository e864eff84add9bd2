using Hindsight.Training;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Runs;

/// <summary>A run that is about to begin or go on.</summary>
/// <param name="Record">Its row.</param>
/// <param name="Settings">Its settings.</param>
internal sealed record RunPlan(RunRecord Record, HindsightSettings Settings)
{
    /// <summary>The run's own folder.</summary>
    public string Folder => Path.Combine(Settings.RunsFolder, Record.Id);

    /// <summary>Where the trained policy lies once the run is complete.</summary>
    public string PolicyFolder => Path.Combine(Folder, "policy");

    /// <summary>A run that begins.</summary>
    /// <param name="settings">Its settings, paths absolute.</param>
    /// <param name="name">Its name, or <see langword="null"/>: the time.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ConfigurationException">The name cannot be a folder's, or there is such a run.</exception>
    public static RunPlan Begin(HindsightSettings settings, string? name, DateTimeOffset now)
    {
        string id = name is null ? RunFolders.NewId(settings.RunsFolder, now) : RunFolders.Checked(name);
        if (Directory.Exists(Path.Combine(settings.RunsFolder, id)))
            throw new ConfigurationException([$"There is a run '{id}' in '{settings.RunsFolder}'; 'runs resume {id}' continues it."]);
        return new RunPlan(
            new RunRecord { Id = id, StartedAt = now, Seed = settings.Seed, Configuration = SettingsJson.Write(settings), PromptsHash = "" }, settings);
    }

    /// <summary>A run that goes on where its newest checkpoint stands.</summary>
    public static RunPlan Resume(RunRecord record, HindsightSettings settings) => new(record with { Configuration = SettingsJson.Write(settings) }, settings);
}
