using Hindsight.Storage;
using Hindsight.Training;
using Hindsight.Worker.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Hindsight.Worker.Runs;

/// <summary>The runs that the store remembers.</summary>
internal sealed class RecordedRuns : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private RecordedRuns(ServiceProvider services, string folder) => (_services, _folder, Store) = (services, folder, services.GetRequiredService<IRunStore>());

    /// <summary>The store.</summary>
    public IRunStore Store { get; }

    /// <summary>Opens the store that the settings name; a store that does not exist is not made.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static async Task<RecordedRuns> OpenAsync(HindsightSettings settings, CancellationToken cancellationToken)
    {
        if (!File.Exists(settings.Storage.Path)) throw new ConfigurationException([$"There is no store of runs at '{settings.Storage.Path}'; 'train' makes it."]);
        var runs = new RecordedRuns(new ServiceCollection().AddHindsightStorage(o => (o.Path, o.LockTimeoutSeconds) = (settings.Storage.Path, settings.Storage.LockTimeoutSeconds)).BuildServiceProvider(), settings.RunsFolder);
        await runs.Store.InitializeAsync(cancellationToken).ConfigureAwait(false);
        return runs;
    }

    /// <summary>All runs, newest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await Store.ListRunsAsync(cancellationToken).ConfigureAwait(false)).Select(Present)];

    /// <summary>A run by name.</summary>
    /// <exception cref="ConfigurationException">There is no such run; the newest are named.</exception>
    public async Task<RunRecord> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await Store.FindRunAsync(id, cancellationToken).ConfigureAwait(false) is { } run) return Present(run);
        IReadOnlyList<RunRecord> runs = await ListAsync(cancellationToken).ConfigureAwait(false);
        string newest = runs.Count == 0 ? "there is none" : "the newest are " + string.Join(", ", runs.Take(5).Select(r => r.Id));
        throw new ConfigurationException([$"There is no run '{id}'; {newest}."]);
    }

    /// <summary>The newest run that is not complete.</summary>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public async Task<RunRecord> NewestUnfinishedAsync(CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(r => r.Status != RunStatus.Completed)
            ?? throw new ConfigurationException(["There is no run that is not complete."]);

    private RunRecord Present(RunRecord run) =>
        run.Status == RunStatus.Running && !RunLock.IsTaken(Path.Combine(_folder, run.Id)) ? run with { Status = RunStatus.Interrupted } : run;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
