using Hindsight.Learning;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Moves the policy with the mixed objective and AdamW. Whatever the cut into micro-batches, a mini-batch's gradient is that of the whole.</summary>
public sealed class TorchLearner : ILearner, IDisposable
{
    private readonly PolicyModel _policy;
    private readonly ObjectiveOptions _objective;
    private readonly OptimizerOptions _options;

    /// <summary>A learner at its first step. Where β &gt; 0, the policy's present weights (its base, with adapters) become the frozen reference and stay it: <see cref="LoadAsync"/> moves the policy alone.</summary>
    /// <param name="policy">What is trained.</param>
    /// <param name="objective">The loss.</param>
    /// <param name="optimizer">Rates, limits, epochs, sizes.</param>
    /// <param name="totalOptimizerSteps">Where a linear or cosine schedule reaches 0.</param>
    public TorchLearner(PolicyModel policy, ObjectiveOptions objective, OptimizerOptions optimizer, long totalOptimizerSteps)
    {
        (_policy, _objective, _options) = (policy, objective, optimizer);
        Optimizer = policy.Thread.RunAsync(() =>
        {
            if (objective.KlCoefficient != 0) policy.Model.KeepReference();
            return new Optimizer(policy.Model, optimizer, totalOptimizerSteps);
        }).GetAwaiter().GetResult();
    }

    /// <summary>Moves the masters; it belongs to the model's thread.</summary>
    internal Optimizer Optimizer { get; }

    private CausalLanguageModel Model => _policy.Model;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A sequence cannot be learned from: every fault is named.</exception>
    public Task<LearningReport> UpdateAsync(LearningBatch batch, CancellationToken cancellationToken)
    {
        LearningBatchCheck.Demand(batch, _policy.Architecture, _objective);
        return _policy.Thread.RunAsync(() => Update(batch, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task SaveAsync(string folder, CancellationToken cancellationToken) => _policy.Thread.RunAsync(
        () =>
        {
            LearnerState.Save(folder, _policy, Optimizer.Adam);
            return 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ModelFileException">A file is missing or broken, or of another model; nothing is restored.</exception>
    public Task LoadAsync(string folder, CancellationToken cancellationToken) => _policy.Thread.RunAsync(
        () =>
        {
            LearnerState.Load(folder, _policy, Optimizer.Adam);
            return 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ExportAsync(string folder, CancellationToken cancellationToken) => _policy.ExportAsync(folder, cancellationToken);

    /// <summary>Frees the optimiser's state.</summary>
    public void Dispose() => _policy.Thread.RunAsync(() =>
    {
        Optimizer.Dispose();
        return 0;
    }).GetAwaiter().GetResult();

    private LearningReport Update(LearningBatch batch, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        var totals = new LearningTotals();
        MiniBatch[] miniBatches = [.. batch.MiniBatches.Select(sequences => new MiniBatch(sequences, _objective, _options.MicroBatchTokens))];

        // π_old is the policy before the first optimiser step: the first mini-batch with signal meets it in its own first pass.
        int first = Array.FindIndex(miniBatches, miniBatch => miniBatch.Parts.Count > 0);
        foreach (MiniBatch miniBatch in miniBatches.Skip(first + 1).Where(_ => first >= 0)) ScoreBefore(miniBatch, totals, cancellationToken);

        double rate = Optimizer.LearningRate;
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            for (int i = 0; i < miniBatches.Length; i++)
            {
                totals.AddDenominator(miniBatches[i].ResponseTokens, firstEpoch: epoch == 0);
                if (miniBatches[i].Parts.Count == 0) continue;
                rate = Optimizer.LearningRate;
                totals.AddStep(Step(miniBatches[i], $"step {batch.Step}, epoch {epoch + 1}, mini-batch {i + 1}", totals, cancellationToken));
                _policy.MarkUpdated(_policy.Updates + 1);
            }
        }

        return totals.Report(rate, _policy.Version);
    }

    /// <summary>Recomputes log π_old of a mini-batch.</summary>
    private void ScoreBefore(MiniBatch miniBatch, LearningTotals totals, CancellationToken cancellationToken)
    {
        foreach (MicroBatch part in miniBatch.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            using PackedBatch packed = part.Pack(miniBatch.Sequences, Model);
            Keep(miniBatch, part, Doubles(Backpropagation.Score(Model, packed, _objective.Temperature)), totals);
        }
    }

    /// <summary>One optimiser step; returns the gradient norm.</summary>
    private double Step(MiniBatch miniBatch, string what, LearningTotals totals, CancellationToken cancellationToken)
    {
        Optimizer.Reset();
        foreach (MicroBatch part in miniBatch.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            using PackedBatch packed = part.Pack(miniBatch.Sequences, Model);
            AccumulatePart(miniBatch, part, packed, what, totals);
            totals.ComputedTokens += packed.Length;
        }

        return Optimizer.Step(what);
    }

    private void AccumulatePart(MiniBatch miniBatch, MicroBatch part, PackedBatch packed, string what, LearningTotals totals)
    {
        var inputs = new ObjectiveInputs(miniBatch, part, Model, _objective, ReferenceLogProbs(miniBatch, part, packed));
        var logProbs = new List<Tensor>();
        bool first = miniBatch.OldLogProbs[part.Places.First()] is null;
        Backpropagation.Accumulate(Model, packed, _objective.Temperature, (start, logp, entropies) =>
        {
            if (first) logProbs.Add(logp.clone().MoveToOtherDisposeScope(inputs.Advantages));
            (Tensor dLogp, Tensor? dEntropy, double loss) = inputs.Differentiate(start, logp, entropies, totals);
            return double.IsFinite(loss) ? (dLogp, dEntropy) : throw new NonFiniteException($"The loss ({loss}) of {what}");
        });
        if (first) Keep(miniBatch, part, Doubles(cat(logProbs)), totals);
    }

    private Tensor? ReferenceLogProbs(MiniBatch miniBatch, MicroBatch part, PackedBatch packed)
    {
        if (_objective.KlCoefficient == 0) return null;
        if (miniBatch.ReferenceLogProbs[part.Places.First()] is null)
        {
            Tensor scores = Backpropagation.Score(Model, packed, _objective.Temperature, reference: true);
            part.Collect(miniBatch.Sequences, Doubles(scores), miniBatch.ReferenceLogProbs);
        }

        return part.Spread(place => miniBatch.ReferenceLogProbs[place]!, Model);
    }

    private void Keep(MiniBatch miniBatch, MicroBatch part, double[] logProbs, LearningTotals totals)
    {
        part.Collect(miniBatch.Sequences, logProbs, miniBatch.OldLogProbs);
        foreach (int place in part.Places) totals.AddBefore(miniBatch.Sequences[place], miniBatch.OldLogProbs[place]!, _objective.Temperature);
    }

    private static double[] Doubles(Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        return values.to_type(ScalarType.Float64).cpu().data<double>().ToArray();
    }
}
