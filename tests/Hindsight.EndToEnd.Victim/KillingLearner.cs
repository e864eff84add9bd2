using Hindsight.Learning;
using Hindsight.Policies;

namespace Hindsight.EndToEnd.Victim;

/// <summary>The real learner, with a kill switch around the update and saving, and within both: between two optimiser steps, and while a file is half written.</summary>
internal sealed class KillingLearner(ILearner inner, IPolicy policy, KillSwitch killer) : ILearner
{
    public async Task<LearningReport> UpdateAsync(LearningBatch batch, CancellationToken cancellationToken)
    {
        killer.Reach("update");
        string before = policy.Version;
        void Read()
        {
            if (policy.Version != before) killer.Reach("stepped");
        }

        LearningBatch watched = batch with { MiniBatches = [.. batch.MiniBatches.Select(sequences => new WatchedSequences(sequences, Read))] };
        LearningReport report = await inner.UpdateAsync(watched, cancellationToken);
        killer.Reach("updated");
        return report;
    }

    public async Task SaveAsync(string folder, CancellationToken cancellationToken)
    {
        killer.Reach("save");
        await inner.SaveAsync(folder, cancellationToken);
        killer.Reach("torn", () => Tear(folder));
        killer.Reach("saved");
    }

    public Task LoadAsync(string folder, CancellationToken cancellationToken) => inner.LoadAsync(folder, cancellationToken);

    public Task ExportAsync(string folder, CancellationToken cancellationToken) => inner.ExportAsync(folder, cancellationToken);

    /// <summary>Leaves the last file as a kill in the middle of its writing does: half of it, under the name that it has until it is whole.</summary>
    private static void Tear(string folder)
    {
        FileInfo last = new DirectoryInfo(folder).EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc)!;
        using (FileStream file = last.OpenWrite()) file.SetLength(last.Length / 2);
        last.MoveTo(last.FullName + ".tmp");
    }
}
