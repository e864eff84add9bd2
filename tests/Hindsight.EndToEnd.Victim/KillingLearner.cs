using Hindsight.Learning;

namespace Hindsight.EndToEnd.Victim;

/// <summary>The real learner, with a kill switch around the update and within saving.</summary>
internal sealed class KillingLearner(ILearner inner, KillSwitch killer) : ILearner
{
    public async Task<LearningReport> UpdateAsync(LearningBatch batch, CancellationToken cancellationToken)
    {
        killer.Reach("update");
        LearningReport report = await inner.UpdateAsync(batch, cancellationToken);
        killer.Reach("updated");
        return report;
    }

    public async Task SaveAsync(string folder, CancellationToken cancellationToken)
    {
        killer.Reach("save");
        await inner.SaveAsync(folder, cancellationToken);
        killer.Reach("saved");
    }

    public Task LoadAsync(string folder, CancellationToken cancellationToken) => inner.LoadAsync(folder, cancellationToken);

    public Task ExportAsync(string folder, CancellationToken cancellationToken) => inner.ExportAsync(folder, cancellationToken);
}
