using System.Text.Json;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Checkpoints;

/// <summary>Holds a loaded model against a reference's logits and greedy continuations.</summary>
internal static class ModelReference
{
    /// <summary>The largest difference to the logits of a <c>reference.safetensors</c>, unpadded places only.</summary>
    public static float LogitDifference(CausalLanguageModel model, SafeTensorsFile reference, string name)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = reference.Read("input_ids"), mask = reference.Read("attention_mask"), logits = reference.Read(name);
        float farthest = 0;
        for (long row = 0; row < ids.shape[0]; row++)
        {
            Tensor there = mask[row].to_type(ScalarType.Bool);
            int[] tokens = [.. ids[row][there].data<long>().Select(id => (int)id)];
            farthest = Math.Max(farthest, (Logits(model, tokens) - logits[row][there]).abs().max().item<float>());
        }

        return farthest;
    }

    /// <summary>Whether the greedy continuation is the reference's.</summary>
    public static void CompareGreedy(CausalLanguageModel model, JsonElement greedy)
    {
        List<int> tokens = [.. Ints(greedy.GetProperty("prompt"))];
        foreach (int expected in Ints(greedy.GetProperty("continuation")))
        {
            using DisposeScope scope = NewDisposeScope();
            ((int)Logits(model, [.. tokens])[-1].argmax().item<long>()).Should().Be(expected);
            tokens.Add(expected);
        }
    }

    private static Tensor Logits(CausalLanguageModel model, int[] tokens)
    {
        var builder = new PackedBatchBuilder();
        builder.AddSequence([.. tokens, 0], new bool[tokens.Length + 1]);
        using PackedBatch batch = builder.Build(CPU, ScalarType.Float32);
        using DecoderPass pass = model.Forward(batch, keep: false);
        return nn.functional.linear(pass.Hidden, model.Weights.Head);
    }

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetInt32())];
}
