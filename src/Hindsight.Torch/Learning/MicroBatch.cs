using Hindsight.Learning;
using Hindsight.Torch.Models;
using static TorchSharp.torch;

namespace Hindsight.Torch.Learning;

/// <summary>Sequences of a mini-batch that go through the model together, by their places in the mini-batch, in the order in which they are packed.</summary>
/// <param name="Groups">Places of sequences that share a prompt.</param>
internal sealed record MicroBatch(IReadOnlyList<IReadOnlyList<int>> Groups)
{
    /// <summary>All places, in packed order.</summary>
    public IEnumerable<int> Places => Groups.SelectMany(group => group);

    /// <summary>Cuts a mini-batch by tokens. Sequences of one prompt stay together as far as the budget allows; a longer sequence makes a part of its own.</summary>
    /// <param name="sequences">The mini-batch.</param>
    /// <param name="places">Those of it that are computed.</param>
    /// <param name="tokens">The largest number of packed rows.</param>
    public static IReadOnlyList<MicroBatch> Cut(IReadOnlyList<LearningSequence> sequences, IEnumerable<int> places, int tokens)
    {
        var parts = new List<MicroBatch>();
        var groups = new List<IReadOnlyList<int>>();
        int size = 0;
        foreach (IGrouping<int[], int> prompt in places.GroupBy(place => sequences[place].PromptTokens, TokenComparer.Instance))
        {
            var group = new List<int>();
            foreach (int place in prompt)
            {
                int own = sequences[place].ResponseTokens.Length - 1;
                int added = own + (group.Count == 0 ? prompt.Key.Length : 0);
                if (size > 0 && size + added > tokens)
                {
                    if (group.Count > 0) groups.Add(group);
                    parts.Add(new MicroBatch(groups));
                    (groups, group, size, added) = ([], [], 0, own + prompt.Key.Length);
                }

                group.Add(place);
                size += added;
            }

            groups.Add(group);
        }

        if (groups.Count > 0) parts.Add(new MicroBatch(groups));
        return parts;
    }

    /// <summary>The packed rows.</summary>
    public PackedBatch Pack(IReadOnlyList<LearningSequence> sequences, CausalLanguageModel model)
    {
        var builder = new PackedBatchBuilder();
        foreach (IReadOnlyList<int> group in Groups)
            builder.AddGroup(sequences[group[0]].PromptTokens, [.. group.Select(place => sequences[place].ResponseTokens)]);
        return builder.Build(model.Device, model.ComputeType);
    }

    /// <summary>One number a scored token.</summary>
    public Tensor Spread(Func<int, IEnumerable<double>> values, CausalLanguageModel model) =>
        tensor(Places.SelectMany(values).ToArray(), model.Masters.Flat.dtype, model.Device);

    /// <summary>Hands out per-token numbers to the sequences that they belong to.</summary>
    public void Collect(IReadOnlyList<LearningSequence> sequences, double[] values, double[]?[] destination)
    {
        int start = 0;
        foreach (int place in Places)
        {
            int length = sequences[place].ResponseTokens.Length;
            destination[place] = values[start..(start + length)];
            start += length;
        }
    }
}
