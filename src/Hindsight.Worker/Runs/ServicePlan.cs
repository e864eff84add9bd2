using System.Security.Cryptography;
using System.Text;
using Hindsight.Training;
using Hindsight.Worker.Configuration;

namespace Hindsight.Worker.Runs;

/// <summary>What a service trains: the run of its configuration, begun once and gone on with after a restart.</summary>
internal static class ServicePlan
{
    /// <summary>The plan.</summary>
    /// <param name="settings">Today's settings.</param>
    /// <param name="name">The run's name, or <see langword="null"/>: one that the settings decide, so that other settings are another run.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<RunPlan> FindAsync(HindsightSettings settings, string? name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string id = name is null ? NameOf(settings) : RunFolders.Checked(name);
        if (!File.Exists(settings.Storage.Path)) return RunPlan.Begin(settings, id, now);
        await using RecordedRuns runs = await RecordedRuns.OpenAsync(settings, cancellationToken).ConfigureAwait(false);
        RunRecord? run = await runs.Store.FindRunAsync(id, cancellationToken).ConfigureAwait(false);
        return run is null ? RunPlan.Begin(settings, id, now) : RunPlan.Resume(run, settings);
    }

    private static string NameOf(HindsightSettings settings) =>
        "serve-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SettingsJson.Write(settings))))[..12];
}
