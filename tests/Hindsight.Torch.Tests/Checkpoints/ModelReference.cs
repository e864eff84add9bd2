using System.Text.Json;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Learning;
using Hindsight.Torch.Learning.Losses;
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

    /// <summary>The loss over all pairs of the reference's unpadded tokens, and how far the trained tensors' gradients are from it, as a share of each tensor's largest entry.</summary>
    public static (double Loss, double Worst, string Where) LossAndGradients(CausalLanguageModel model, SafeTensorsFile reference)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor ids = reference.Read("input_ids"), mask = reference.Read("attention_mask");
        var builder = new PackedBatchBuilder();
        for (long row = 0; row < ids.shape[0]; row++)
        {
            int[] tokens = [.. ids[row][mask[row].to_type(ScalarType.Bool)].data<long>().Select(id => (int)id)];
            builder.AddSequence(tokens, [false, .. Enumerable.Repeat(true, tokens.Length - 1)]);
        }

        using PackedBatch batch = builder.Build(CPU, ScalarType.Float32);
        var loss = new SupervisedLoss(batch.TargetCount);
        Backpropagation.Accumulate(model, batch, 1, (_, logp, _) => loss.Differentiate(logp));
        double worst = 0;
        string where = "";
        foreach (ParameterSlot slot in model.Gradients.Layout.Slots)
        {
            Tensor expected = reference.Read($"grad.{slot.Name}");
            double difference = ((model.Gradients[slot.Name] - expected).abs().max() / expected.abs().max()).item<float>();
            // A NaN must win.
            if (!(difference <= worst)) (worst, where) = (difference, slot.Name);
        }

        return (loss.Value, worst, where);
    }

    /// <summary>Whether the greedy continuation and its log-probs are the reference's.</summary>
    public static void CompareGreedy(CausalLanguageModel model, JsonElement greedy)
    {
        List<int> tokens = [.. Ints(greedy.GetProperty("prompt"))];
        double[] logProbs = [.. greedy.GetProperty("logprobs").EnumerateArray().Select(v => v.GetDouble())];
        foreach ((int expected, double logProb) in Ints(greedy.GetProperty("continuation")).Zip(logProbs))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor last = Logits(model, [.. tokens])[-1].log_softmax(0);
            ((int)last.argmax().item<long>()).Should().Be(expected);
            ((double)last[expected].item<float>()).Should().BeApproximately(logProb, 1e-4);
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
