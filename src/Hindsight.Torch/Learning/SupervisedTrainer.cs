using Hindsight.Learning;
using Hindsight.Torch.Learning.Losses;
using Hindsight.Torch.Models;
using Hindsight.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Supervised training: lowers the mean negative log-likelihood of the learned tokens. Every example is seen once an epoch, in an order that the seed decides.</summary>
/// <param name="policy">The model that is trained.</param>
/// <param name="options">Rates, sizes and seed.</param>
/// <param name="time">Measures tokens a second.</param>
public sealed class SupervisedTrainer(PolicyModel policy, SupervisedOptions options, TimeProvider time)
{
    /// <summary>Trains over all epochs.</summary>
    /// <param name="examples">Every one fits the model's context and has a learned token after the first.</param>
    /// <param name="progress">Told of each step, on the model's own thread, before the next begins.</param>
    /// <param name="cancellationToken">Ends between two optimiser steps; the weights stay as the last one left them.</param>
    /// <returns>The last step; <see langword="null"/> without examples.</returns>
    /// <exception cref="ArgumentException">Some examples cannot be learned from: every one is named.</exception>
    /// <exception cref="NonFiniteException">A loss or gradient is not finite; the weights are those of the step before.</exception>
    public Task<SupervisedProgress?> TrainAsync(
        IReadOnlyList<SupervisedExample> examples, Action<SupervisedProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Validate(examples);
        return policy.Thread.RunAsync(() => Train(examples, progress, cancellationToken), cancellationToken);
    }

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
        Architecture architecture = policy.Architecture;
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

    private SupervisedProgress? Train(IReadOnlyList<SupervisedExample> examples, Action<SupervisedProgress>? progress, CancellationToken cancellationToken)
    {
        List<SupervisedExample[]> batches =
            [.. Enumerable.Range(0, options.Optimizer.Epochs).SelectMany(epoch => Batches(examples, options.BatchTokens, options.Seed, epoch))];
        using var optimizer = new Optimizer(policy.Model, options.Optimizer, batches.Count);
        SupervisedProgress? last = null;
        for (int step = 0; step < batches.Count; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = Step(optimizer, batches[step], step + 1, batches.Count);
            policy.MarkUpdated(policy.Updates + 1);
            progress?.Invoke(last);
        }

        return last;
    }

    private SupervisedProgress Step(Optimizer optimizer, SupervisedExample[] batch, int step, int steps)
    {
        using DisposeScope scope = NewDisposeScope();
        long start = time.GetTimestamp(), tokens = 0;
        int learned = batch.Sum(example => example.Learned.AsSpan(1).Count(true));
        double rate = optimizer.LearningRate;
        var loss = new SupervisedLoss(learned);
        optimizer.Reset();
        foreach (SupervisedExample[] part in Cut(batch, options.Optimizer.MicroBatchTokens))
        {
            var builder = new PackedBatchBuilder();
            foreach (SupervisedExample example in part) builder.AddSequence(example.Tokens, example.Learned);
            using PackedBatch packed = builder.Build(policy.Model.Device, policy.Model.ComputeType);
            Backpropagation.Accumulate(policy.Model, packed, 1, (_, logp, _) => loss.Differentiate(logp));
            tokens += packed.Length;
        }

        if (!double.IsFinite(loss.Value)) throw new NonFiniteException($"The loss ({loss.Value}) of supervised step {step}");
        double norm = optimizer.Step($"supervised step {step}");
        return new SupervisedProgress(step, steps, loss.Value, norm, rate, tokens, tokens / Math.Max(1e-9, time.GetElapsedTime(start).TotalSeconds));
    }
}
