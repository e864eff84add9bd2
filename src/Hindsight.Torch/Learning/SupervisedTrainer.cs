using Hindsight.Learning;
using Hindsight.Torch.Learning.Losses;
using Hindsight.Torch.Models;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Supervised training: lowers the mean negative log-likelihood of the learned tokens. Every example is seen once an epoch, in an order that the seed decides.</summary>
public sealed class SupervisedTrainer : ICheckpointed, IDisposable
{
    private readonly PolicyModel _policy;
    private readonly SupervisedOptions _options;
    private readonly TimeProvider _time;
    private readonly List<SupervisedExample[]> _batches;
    private readonly Optimizer _optimizer;

    /// <summary>A training at its first step.</summary>
    /// <param name="policy">The model that is trained.</param>
    /// <param name="examples">Every one fits the model's context and has a learned token after the first.</param>
    /// <param name="options">Rates, sizes and seed.</param>
    /// <param name="time">Measures tokens a second.</param>
    /// <exception cref="ArgumentException">Some examples cannot be learned from: every one is named.</exception>
    public SupervisedTrainer(PolicyModel policy, IReadOnlyList<SupervisedExample> examples, SupervisedOptions options, TimeProvider time)
    {
        (_policy, _options, _time) = (policy, options, time);
        Validate(examples);
        _batches = [.. Enumerable.Range(0, options.Optimizer.Epochs).SelectMany(epoch => Batches(examples, options.BatchTokens, options.Seed, epoch))];
        _optimizer = policy.Thread.RunAsync(() => new Optimizer(policy.Model, options.Optimizer, _batches.Count)).GetAwaiter().GetResult();
    }

    /// <summary>The optimiser steps of all epochs.</summary>
    public int Steps => _batches.Count;

    /// <summary>Those that are done.</summary>
    public int Step => (int)_optimizer.Adam.Steps;

    /// <summary>Takes the steps that are left.</summary>
    /// <param name="progress">Told of each step before the next begins.</param>
    /// <param name="cancellationToken">Ends between two optimiser steps; the weights stay as the last one left them.</param>
    /// <returns>The last step; <see langword="null"/> where none was left.</returns>
    /// <exception cref="NonFiniteException">A loss or gradient is not finite; the weights are those of the step before.</exception>
    public async Task<SupervisedProgress?> TrainAsync(Action<SupervisedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SupervisedProgress? last = null;
        while (Step < Steps)
        {
            last = await StepAsync(cancellationToken).ConfigureAwait(false);
            progress?.Invoke(last);
        }

        return last;
    }

    /// <summary>Takes the next step.</summary>
    /// <param name="cancellationToken">Counts before the step begins.</param>
    /// <exception cref="InvalidOperationException">None is left.</exception>
    /// <exception cref="NonFiniteException">The loss or gradient is not finite; nothing was changed.</exception>
    public Task<SupervisedProgress> StepAsync(CancellationToken cancellationToken) => _policy.Thread.RunAsync(
        () =>
        {
            if (Step == Steps) throw new InvalidOperationException($"All {Steps} steps are done.");
            SupervisedProgress progress = TakeStep(_batches[Step], Step + 1);
            _policy.MarkUpdated(_policy.Updates + 1);
            return progress;
        },
        cancellationToken);

    /// <summary>The mean negative log-likelihood of examples' learned tokens under the present weights.</summary>
    /// <param name="examples">At least one, of the same kind as those that are trained on.</param>
    /// <param name="cancellationToken">Ends between two passes.</param>
    /// <exception cref="ArgumentException">Some examples cannot be scored: every one is named.</exception>
    public Task<double> LossAsync(IReadOnlyList<SupervisedExample> examples, CancellationToken cancellationToken)
    {
        Validate(examples);
        return _policy.Thread.RunAsync(() =>
        {
            double loss = 0;
            long tokens = 0;
            foreach (SupervisedExample[] part in Cut(examples, _options.Optimizer.MicroBatchTokens))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using DisposeScope scope = NewDisposeScope();
                using PackedBatch packed = Pack(part);
                loss -= Backpropagation.Score(_policy.Model, packed, 1).to_type(ScalarType.Float64).sum().item<double>();
                tokens += packed.TargetCount;
            }

            return loss / tokens;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task SaveAsync(string folder, CancellationToken cancellationToken) => _policy.Thread.RunAsync(
        () =>
        {
            LearnerState.Save(folder, _policy, _optimizer.Adam);
            return 0;
        },
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="Checkpoints.ModelFileException">A file is missing or broken, or of another model; nothing is restored.</exception>
    public Task LoadAsync(string folder, CancellationToken cancellationToken) => _policy.Thread.RunAsync(
        () =>
        {
            LearnerState.Load(folder, _policy, _optimizer.Adam);
            return 0;
        },
        cancellationToken);

    /// <summary>Frees the optimiser's state.</summary>
    public void Dispose() => _policy.Thread.RunAsync(() =>
    {
        _optimizer.Dispose();
        return 0;
    }).GetAwaiter().GetResult();

    /// <summary>The batches of an epoch: shuffled, then cut where the next example would exceed the budget.</summary>
    internal static IReadOnlyList<SupervisedExample[]> Batches(IReadOnlyList<SupervisedExample> examples, int batchTokens, ulong seed, int epoch)
    {
        SupervisedExample[] order = [.. examples];
        var random = new RandomStream(Seeds.Derive(seed, "shuffle", epoch));
        random.Shuffle<SupervisedExample>(order);
        return Cut(order, batchTokens);
    }

    private static List<SupervisedExample[]> Cut(IReadOnlyList<SupervisedExample> examples, int tokens)
    {
        var batches = new List<SupervisedExample[]>();
        var batch = new List<SupervisedExample>();
        int size = 0;
        foreach (SupervisedExample example in examples)
        {
            if (batch.Count > 0 && size + example.Tokens.Length > tokens)
            {
                batches.Add([.. batch]);
                batch.Clear();
                size = 0;
            }

            batch.Add(example);
            size += example.Tokens.Length;
        }

        if (batch.Count > 0) batches.Add([.. batch]);
        return batches;
    }

    private void Validate(IReadOnlyList<SupervisedExample> examples)
    {
        Architecture architecture = _policy.Architecture;
        var faults = new List<string>();
        for (int i = 0; i < examples.Count; i++)
        {
            (int[] tokens, bool[] learned) = examples[i];
            if (tokens.Length != learned.Length) faults.Add($"example {i}: {tokens.Length} tokens but {learned.Length} entries of which are learned");
            else if (tokens.Length < 2 || tokens.Length > architecture.ContextLength)
                faults.Add($"example {i}: {tokens.Length} tokens, expected 2 to {architecture.ContextLength}");
            else if (!learned.AsSpan(1).Contains(true)) faults.Add($"example {i}: no learned token after the first");
            else if (Array.FindIndex(tokens, token => (uint)token >= (uint)architecture.VocabularySize) is >= 0 and int at)
                faults.Add($"example {i}: token {tokens[at]} at {at}, expected 0 to {architecture.VocabularySize - 1}");
        }

        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults), nameof(examples));
    }

    private PackedBatch Pack(SupervisedExample[] examples)
    {
        var builder = new PackedBatchBuilder();
        foreach (SupervisedExample example in examples) builder.AddSequence(example.Tokens, example.Learned);
        return builder.Build(_policy.Model.Device, _policy.Model.ComputeType);
    }

    private SupervisedProgress TakeStep(SupervisedExample[] batch, int step)
    {
        using DisposeScope scope = NewDisposeScope();
        long start = _time.GetTimestamp(), tokens = 0;
        int learned = batch.Sum(example => example.Learned.AsSpan(1).Count(true));
        double rate = _optimizer.LearningRate;
        var loss = new SupervisedLoss(learned);
        _optimizer.Reset();
        foreach (SupervisedExample[] part in Cut(batch, _options.Optimizer.MicroBatchTokens))
        {
            using PackedBatch packed = Pack(part);
            Backpropagation.Accumulate(_policy.Model, packed, 1, (_, logp, _) => loss.Differentiate(logp));
            tokens += packed.Length;
        }

        if (!double.IsFinite(loss.Value)) throw new NonFiniteException($"The loss ({loss.Value}) of supervised step {step}");
        double norm = _optimizer.Step($"supervised step {step}");
        return new SupervisedProgress(step, Steps, loss.Value, norm, rate, tokens, tokens / Math.Max(1e-9, _time.GetElapsedTime(start).TotalSeconds));
    }
}
