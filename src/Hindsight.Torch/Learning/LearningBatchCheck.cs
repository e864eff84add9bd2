using Hindsight.Learning;
using Hindsight.Torch.Models;

namespace Hindsight.Torch.Learning;

/// <summary>Refuses a batch that the model cannot learn from, before anything is computed.</summary>
internal static class LearningBatchCheck
{
    /// <summary>Names every fault.</summary>
    /// <exception cref="ArgumentException">There are faults.</exception>
    public static void Demand(LearningBatch batch, Architecture architecture, ObjectiveOptions objective)
    {
        var faults = new List<string>();
        for (int m = 0; m < batch.MiniBatches.Count; m++)
        {
            for (int i = 0; i < batch.MiniBatches[m].Count; i++)
            {
                string name = $"mini-batch {m + 1}, sequence {i + 1}: ";
                faults.AddRange(Faults(batch.MiniBatches[m][i], architecture, objective).Select(fault => name + fault));
            }
        }

        if (faults.Count > 0) throw new ArgumentException(string.Join("; ", faults), nameof(batch));
    }

    private static IEnumerable<string> Faults(LearningSequence sequence, Architecture architecture, ObjectiveOptions objective)
    {
        int prompt = sequence.PromptTokens.Length, response = sequence.ResponseTokens.Length;
        if (prompt == 0 || response == 0) yield return $"{prompt} prompt and {response} response tokens, expected at least one of each";
        if (prompt + response > architecture.ContextLength) yield return $"{prompt + response} tokens, the context holds {architecture.ContextLength}";
        if (sequence.PromptTokens.Concat(sequence.ResponseTokens).Any(token => (uint)token >= (uint)architecture.VocabularySize))
            yield return $"a token outside the vocabulary of {architecture.VocabularySize}";
        if (sequence.RawLogProbs.Length != 0 && sequence.RawLogProbs.Length != response) yield return $"{sequence.RawLogProbs.Length} raw log-probs for {response} tokens";
        bool needed = sequence.Revised ? objective.Conditioning == Conditioning.PlainBehaviour : objective.Temperature != 1 && sequence.RawLogProbs.Length != 0;
        if (needed && sequence.BehaviourLogProbs.Length != response) yield return $"{sequence.BehaviourLogProbs.Length} behaviour log-probs for {response} tokens";
        if (!double.IsFinite(sequence.Advantage)) yield return $"an advantage of {sequence.Advantage}";
    }
}
