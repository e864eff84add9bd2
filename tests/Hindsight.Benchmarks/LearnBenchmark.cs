using System.Diagnostics;
using Hindsight.Learning;
using Hindsight.Torch;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Benchmarks;

/// <summary>Optimiser steps of the learner.</summary>
/// <param name="model">What learns.</param>
/// <param name="prompts">What each sequence starts with; what is longer than it is cut.</param>
/// <param name="length">Tokens of each sequence, its prompt's included.</param>
internal sealed class LearnBenchmark(PolicyModel model, IReadOnlyList<int[]> prompts, int length)
{
    /// <summary>What a step computes: 6 P operations for each token that goes through the model, less the head's for those that are not scored; recomputation is not counted.</summary>
    public double Operations { get; private set; }

    /// <summary>A warm-up, then the repetitions of <see cref="TorchLearner.UpdateAsync"/>; its parts are timed once more alone, for the phases.</summary>
    public async Task<IReadOnlyList<Measurement>> RunAsync(int repetitions)
    {
        LearningSequence[] batch = [.. prompts.Select(Sequence)];
        var objective = new ObjectiveOptions();
        var optimizer = new OptimizerOptions { LearningRate = 1e-9 };
        using var learner = new TorchLearner(model, objective, optimizer, 2 * (repetitions + 1));
        var measurements = new List<Measurement>();
        for (int i = 0; i <= repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            LearningReport report = await learner.UpdateAsync(new LearningBatch { Step = i + 1, MiniBatches = [batch] }, default);
            TimeSpan all = Stopwatch.GetElapsedTime(start);
            if (report.OptimizerSteps != 1) throw new InvalidOperationException($"{report.OptimizerSteps} optimiser steps; expected 1.");
            Operations = 6.0 * (model.Architecture.ParameterCount * (double)report.ComputedTokens
                - (double)model.Architecture.VocabularySize * model.Architecture.HiddenSize * (report.ComputedTokens - report.ResponseTokens));
            measurements.Add(new Measurement((long)prompts.Count * length, all, await model.Thread.RunAsync(() => Phases(batch, objective, optimizer, learner.Optimizer, all.TotalSeconds))));
        }

        return [.. measurements.Skip(1)];
    }

    /// <summary>The forward pass, the head (both ways) and the optimiser's step alone; the rest of the whole is the way back through the layers.</summary>
    private Dictionary<string, double> Phases(LearningSequence[] batch, ObjectiveOptions objective, OptimizerOptions options, Optimizer optimizer, double all)
    {
        using DisposeScope scope = NewDisposeScope();
        var miniBatch = new MiniBatch(batch, objective, options.MicroBatchTokens);
        double forward = 0, head = 0;
        foreach (MicroBatch part in miniBatch.Parts)
        {
            using PackedBatch packed = part.Pack(miniBatch.Sequences, model.Model);
            long start = Stopwatch.GetTimestamp();
            using DecoderPass pass = model.Model.Forward(packed, keep: true);
            Wait(pass.Hidden);
            forward += Stopwatch.GetElapsedTime(start).TotalSeconds;
            start = Stopwatch.GetTimestamp();
            Wait(ChunkedHead.Differentiate(
                pass.Hidden.index_select(0, packed.Rows), model.Model.Weights.Head, packed.Targets, objective.Temperature,
                (_, logProbs, _) => (ones_like(logProbs), null), model.Model.GradientViews.Weights?.Head));
            head += Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        optimizer.Reset();
        long before = Stopwatch.GetTimestamp();
        optimizer.Step("the benchmark");
        double step = Stopwatch.GetElapsedTime(before).TotalSeconds;
        return new Dictionary<string, double> { ["forward"] = forward, ["head"] = head, ["backward"] = all - forward - head - step, ["optimizer"] = step, ["total"] = all };
    }

    // A device may still be computing when its call returns; a number of the result is there only when it is done.
    private static void Wait(Tensor result) => result[0, 0].to(ScalarType.Float32).item<float>();

    private LearningSequence Sequence(int[] prompt, int index)
    {
        int vocabulary = model.Architecture.VocabularySize;
        int[] start = prompt.Length < length ? prompt : prompt[..(length - 1)];
        int[] response = [.. Enumerable.Range(0, length - start.Length).Select(i => (int)((index * 7919 + i * 104_729L) % vocabulary))];
        return new LearningSequence
        {
            PromptTokens = start, ResponseTokens = response, BehaviourLogProbs = new float[response.Length], RawLogProbs = [],
            Advantage = index % 2 == 0 ? 1 : -1, Revised = false,
        };
    }
}
