using Hindsight.Learning;
using Hindsight.Torch.Learning.Losses;

namespace Hindsight.Torch.Learning;

/// <summary>A mini-batch as the learner works on it: what is computed of it, how it is cut, and the log-probs that stay fixed while it is learned from.</summary>
internal sealed class MiniBatch
{
    /// <summary>Plans a mini-batch.</summary>
    /// <param name="sequences">All of them count in the tokens' weights.</param>
    /// <param name="objective">Where β = η = 0, sequences with advantage 0 have no gradient and are not computed.</param>
    /// <param name="microBatchTokens">The largest number of rows of a part.</param>
    public MiniBatch(IReadOnlyList<LearningSequence> sequences, ObjectiveOptions objective, int microBatchTokens)
    {
        Sequences = sequences;
        ResponseTokens = sequences.Sum(sequence => (long)sequence.ResponseTokens.Length);
        int[] lengths = [.. sequences.Select(sequence => sequence.ResponseTokens.Length)];
        Weights = TokenWeights.Of(objective.Aggregation, lengths, lengths.DefaultIfEmpty().Max());
        bool everywhere = objective.KlCoefficient != 0 || objective.EntropyCoefficient != 0;
        Parts = MicroBatch.Cut(sequences, Enumerable.Range(0, sequences.Count).Where(place => everywhere || sequences[place].Advantage != 0), microBatchTokens);
        OldLogProbs = new double[]?[sequences.Count];
        ReferenceLogProbs = new double[]?[sequences.Count];
    }

    /// <summary>All sequences.</summary>
    public IReadOnlyList<LearningSequence> Sequences { get; }

    /// <summary>The tokens of all responses.</summary>
    public long ResponseTokens { get; }

    /// <summary>The weight of each sequence's tokens in the loss.</summary>
    public double[] Weights { get; }

    /// <summary>What is computed, cut by tokens; empty: there is no signal.</summary>
    public IReadOnlyList<MicroBatch> Parts { get; }

    /// <summary>log π_old of each computed sequence's tokens under the condition that it is trained on, once known.</summary>
    public double[]?[] OldLogProbs { get; }

    /// <summary>log π_ref of each computed sequence's tokens, once known.</summary>
    public double[]?[] ReferenceLogProbs { get; }
}
