using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Models;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Models;

public sealed class FamilyReferenceTests(ITestOutputHelper output)
{
    [Fact]
    public void Forward_EveryFamily_AgreesInLogitsLossGradientsAndGreedyIds()
    {
        if (References.FindSet("families", output) is not { } set) return;
        int supported = 0;
        foreach (string folder in Directory.GetDirectories(set).Order(StringComparer.Ordinal))
        {
            if (ReadArchitecture(folder) is not { } architecture)
            {
                output.WriteLine($"{Path.GetFileName(folder)}: unsupported family.");
                continue;
            }

            supported++;
            Compare(folder, architecture);
        }

        if (References.IsDefault) supported.Should().BePositive("the default set holds the family llama");
    }

    private void Compare(string folder, Architecture architecture)
    {
        using DisposeScope scope = NewDisposeScope();
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "reference.json")));
        JsonElement tolerance = json.RootElement.GetProperty("tolerance");
        Dictionary<string, Tensor> reference = PlainSafetensors.Load(Path.Combine(folder, "reference.safetensors"));
        using var model = CausalLanguageModel.Load(architecture, PlainSafetensors.Load(Path.Combine(folder, "model.safetensors")), CPU, ScalarType.Float32);

        List<int[]> rows = Rows(reference["input_ids"], reference["attention_mask"]);
        float logitsWithin = tolerance.GetProperty("logits_absolute").GetSingle();
        float farthest = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            Tensor mask = reference["attention_mask"][row].to_type(ScalarType.Bool);
            farthest = Math.Max(farthest, (Logits(model, rows[row]) - reference["logits"][row][mask]).abs().max().item<float>());
        }

        (double loss, double worst, string where) = LossAndGradients(model, rows, reference);
        output.WriteLine($"{Path.GetFileName(folder)}: logits within {farthest:g3}, loss {loss:g9}, gradients within {worst:g3} of the largest ({where})");
        farthest.Should().BeLessThan(logitsWithin);
        loss.Should().BeApproximately(json.RootElement.GetProperty("loss").GetDouble(), tolerance.GetProperty("loss_absolute").GetDouble());
        worst.Should().BeLessThan(tolerance.GetProperty("gradient_relative_to_the_tensors_max").GetDouble(), where);
        foreach (JsonElement greedy in json.RootElement.GetProperty("greedy").EnumerateArray()) CompareGreedy(model, greedy, tolerance);
    }

    private static void CompareGreedy(CausalLanguageModel model, JsonElement greedy, JsonElement tolerance)
    {
        List<int> tokens = [.. Ints(greedy.GetProperty("prompt"))];
        int[] expected = Ints(greedy.GetProperty("continuation"));
        double[] logProbs = [.. greedy.GetProperty("logprobs").EnumerateArray().Select(v => v.GetDouble())];
        for (int i = 0; i < expected.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor last = Logits(model, [.. tokens])[-1].log_softmax(0);
            ((int)last.argmax().item<long>()).Should().Be(expected[i]);
            ((double)last[expected[i]].item<float>()).Should().BeApproximately(logProbs[i], tolerance.GetProperty("logprobs_absolute").GetDouble());
            tokens.Add(expected[i]);
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

    private static (double Loss, double Worst, string Where) LossAndGradients(CausalLanguageModel model, List<int[]> rows, Dictionary<string, Tensor> reference)
    {
        var builder = new PackedBatchBuilder();
        foreach (int[] row in rows) builder.AddSequence(row, [false, .. Enumerable.Repeat(true, row.Length - 1)]);
        using PackedBatch batch = builder.Build(CPU, ScalarType.Float32);
        using DecoderPass pass = model.Forward(batch, keep: true);
        double loss = 0;
        Tensor hidden = pass.Hidden.index_select(0, batch.Rows);
        Tensor gradient = ChunkedHead.Differentiate(hidden, model.Weights.Head, batch.Targets, 1, entropy: false, (_, logp, _) =>
        {
            loss -= logp.sum().item<float>() / batch.TargetCount;
            return (full_like(logp, -1.0 / batch.TargetCount), null);
        }, model.GradientViews.Weights!.Head);
        pass.Backward(zeros_like(pass.Hidden).index_add_(0, batch.Rows, gradient, 1), model.GradientViews);

        double worst = 0;
        string where = "";
        foreach (ParameterSlot slot in model.Gradients.Layout.Slots)
        {
            Tensor expected = reference[$"grad.{slot.Name}"];
            double difference = ((model.Gradients[slot.Name] - expected).abs().max() / expected.abs().max()).item<float>();
            if (difference > worst) (worst, where) = (difference, slot.Name);
        }

        return (loss, worst, where);
    }

    private static List<int[]> Rows(Tensor ids, Tensor mask)
    {
        var rows = new List<int[]>();
        for (long row = 0; row < ids.shape[0]; row++)
            rows.Add([.. ids[row][mask[row].to_type(ScalarType.Bool)].data<long>().Select(id => (int)id)]);
        return rows;
    }

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetInt32())];

    private static Architecture? ReadArchitecture(string folder)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config.json")));
        JsonElement root = json.RootElement;
        int Int(string key) => root.GetProperty(key).GetInt32();
        if (root.GetProperty("model_type").GetString() != "llama" || !root.TryGetProperty("rope_parameters", out JsonElement rotary)
            || rotary.GetProperty("rope_type").GetString() != "default")
            return null;
        return new Architecture
        {
            VocabularySize = Int("vocab_size"),
            HiddenSize = Int("hidden_size"),
            IntermediateSize = Int("intermediate_size"),
            Layers = Int("num_hidden_layers"),
            Heads = Int("num_attention_heads"),
            KeyValueHeads = Int("num_key_value_heads"),
            HeadDimension = Int("head_dim"),
            ContextLength = Int("max_position_embeddings"),
            NormEpsilon = root.GetProperty("rms_norm_eps").GetDouble(),
            RotaryBase = rotary.GetProperty("rope_theta").GetDouble(),
            TiedEmbeddings = root.GetProperty("tie_word_embeddings").GetBoolean(),
            EndTokens = [Int("eos_token_id")],
        };
    }
}
