using Hindsight.Policies;
using Hindsight.Testing;
using Hindsight.Torch.Sampling;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Sampling;

public sealed class SequenceScorerTests
{
    [Fact]
    public void Score_SequencesOfManyLengths_AgreesWithTheLearnersPass()
    {
        using var model = new TestModel(chunkRows: 16);
        TokenSequence[] sequences =
        [
            new([4, 8, 15], [16, 23, 42]), new([7], [9]), new([.. Enumerable.Range(1, 40)], [.. Enumerable.Range(5, 30)]), new([1, 2], []),
            new([3, 3, 3], [.. Enumerable.Range(20, 25)]),
        ];
        float[][] scores = new SequenceScorer(model.Engine, CPU).Score(sequences, CancellationToken.None);
        for (int i = 0; i < sequences.Length; i++)
        {
            int[] tokens = [.. sequences[i].PromptTokens, .. sequences[i].ResponseTokens];
            float[] expected = model.LogProbs(tokens)[(sequences[i].PromptTokens.Length - 1)..];
            scores[i].Should().HaveSameCount(expected);
            Differences.Largest(scores[i], expected).Should().BeLessThan(1e-5);
        }
    }
}
