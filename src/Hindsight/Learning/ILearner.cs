using Hindsight.Training;

namespace Hindsight.Learning;

/// <summary>
/// Moves the policy toward the reward-maximising distribution (specification, section 4). Its state: weights or adapter, masters, optimiser moments and counts; the
/// weights lie in a checkpoint as a Hugging Face or PEFT folder.
/// </summary>
public interface ILearner : ICheckpointed
{
    /// <summary>One training step: recomputes log π_old, then takes an optimiser step a mini-batch and epoch.</summary>
    /// <exception cref="NonFiniteException">A loss or gradient is not finite: no weight was changed by that optimiser step.</exception>
    Task<LearningReport> UpdateAsync(LearningBatch batch, CancellationToken cancellationToken);

    /// <summary>Writes the policy alone, ready for use: a Hugging Face folder, or a PEFT adapter folder where only an adapter is trained. The folder is there whole or not at all; one that is there is replaced.</summary>
    Task ExportAsync(string folder, CancellationToken cancellationToken);
}
