using Hindsight.Learning;

namespace Hindsight.Torch.Tests.Learning;

/// <summary>Learning batches of random tokens.</summary>
internal static class Batches
{
    /// <summary>Groups of sequences of many lengths, some revised, some without advantage.</summary>
    public static List<LearningSequence> Sequences(int seed, int prompts = 4, int group = 4, int vocabulary = 48)
    {
        var random = new Random(seed);
        int[] Tokens(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(vocabulary))];
        var sequences = new List<LearningSequence>();
        for (int p = 0; p < prompts; p++)
        {
            int[] prompt = Tokens(random.Next(1, 24));
            for (int i = 0; i < group; i++)
            {
                int length = random.Next(1, 40);
                sequences.Add(new LearningSequence
                {
                    PromptTokens = prompt,
                    ResponseTokens = Tokens(length),
                    BehaviourLogProbs = [.. Enumerable.Range(0, length).Select(_ => -4 + (float)random.NextDouble())],
                    RawLogProbs = [.. Enumerable.Repeat(-3.5f, length)],
                    Advantage = i == 1 ? 0 : random.NextDouble() * 4 - 2,
                    Revised = i == 2,
                });
            }
        }

        return sequences;
    }

    public static LearningBatch Of(params IReadOnlyList<LearningSequence>[] miniBatches) => new() { Step = 1, MiniBatches = miniBatches };
}
