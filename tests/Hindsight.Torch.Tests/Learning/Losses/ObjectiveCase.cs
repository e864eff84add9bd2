using Hindsight.Learning;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Learning.Losses;

/// <summary>A policy case as a mini-batch of the learner's, taken through the learner's own objective.</summary>
internal static class ObjectiveCase
{
    /// <summary>The mini-batch's loss as the learner reports it, and the gradient by the log-probs, <c>[R, T]</c>.</summary>
    /// <param name="inputs">The case; its masks are prefixes and its advantages one a response.</param>
    /// <param name="options">The case's, or with other switches.</param>
    /// <param name="reference">log π_ref, <c>[R, T]</c>, or <see langword="null"/>.</param>
    /// <param name="entropies"><c>[R, T]</c>, or <see langword="null"/>.</param>
    /// <param name="parts">The rows of each micro-batch.</param>
    public static (LearningReport Report, Tensor Gradient) Differentiate(
        PolicyCase inputs, ObjectiveOptions options, Tensor? reference, Tensor? entropies, IEnumerable<int[]> parts)
    {
        using DisposeScope scope = NewDisposeScope();
        // Only its type and device count.
        using var model = CausalLanguageModel.Initialize(TinyModels.Smallest, 1, CPU, inputs.Type);
        int[] lengths = [.. inputs.Mask.sum([1L]).to_type(ScalarType.Int64).data<long>().Select(length => (int)length)];
        double[] Row(Tensor values, int row) => values[row].narrow(0, 0, lengths[row]).detach().to_type(ScalarType.Float64).data<double>().ToArray();
        List<LearningSequence> sequences = [.. lengths.Select((length, row) => new LearningSequence
        {
            PromptTokens = [0],
            ResponseTokens = new int[length],
            BehaviourLogProbs = [],
            RawLogProbs = [],
            Advantage = Row(inputs.Advantages, row)[0],
            Revised = inputs.Revised[row, 0].item<bool>(),
        })];
        var miniBatch = new MiniBatch(sequences, options, int.MaxValue);
        for (int row = 0; row < lengths.Length; row++) miniBatch.OldLogProbs[row] = Row(inputs.Denominators, row);

        var totals = new LearningTotals();
        totals.AddDenominator(miniBatch.ResponseTokens, firstEpoch: true);
        Tensor gradient = zeros_like(inputs.Mask);
        foreach (int[] rows in parts)
        {
            var part = new MicroBatch([rows]);
            Tensor Packed(Tensor values) => part.Spread(row => Row(values, row), model);
            var objective = new ObjectiveInputs(miniBatch, part, model, options, reference is null ? null : Packed(reference));
            Tensor logProbs = Packed(inputs.LogProbs);
            (Tensor share, _, _) = objective.Differentiate(0, logProbs, entropies is null ? zeros_like(logProbs) : Packed(entropies), totals);
            long start = 0;
            foreach (int row in rows)
            {
                gradient[row].narrow(0, 0, lengths[row]).add_(share.narrow(0, start, lengths[row]));
                start += lengths[row];
            }
        }

        return (totals.Report(0, ""), gradient.MoveToOuterDisposeScope());
    }
}
