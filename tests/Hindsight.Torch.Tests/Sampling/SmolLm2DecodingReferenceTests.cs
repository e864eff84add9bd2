using System.Text.Json;
using Hindsight.Policies;
using Hindsight.Testing;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Torch.Sampling;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Sampling;

public sealed class SmolLm2DecodingReferenceTests(ITestOutputHelper output)
{
    private const double LogProbTolerance = 1e-3;

    [RealModelFact]
    public void Decode_EveryConversationGreedily_GivesTheReferencesTokensAndLogProbs()
    {
        IReadOnlyList<JsonElement> cases = RealModel.ReadLines("generation.jsonl");
        using TestModel model = Load(ScalarType.BFloat16);
        DecodeRequest[] requests = [.. cases.Select(c => new DecodeRequest(Ints(c, "prompt_ids"), new SamplingOptions { Temperature = 0 }, 1, 64))];
        IReadOnlyList<Generation> generations = model.Decoder().Decode(requests, null, CancellationToken.None);
        for (int i = 0; i < cases.Count; i++)
        {
            // Past a close call (a gap of about 1e-3 between the best two) either continuation may follow.
            int[] expected = Ints(cases[i], "greedy_ids");
            JsonElement call = cases[i].GetProperty("first_close_call");
            int certain = call.ValueKind == JsonValueKind.Null ? expected.Length : call.GetInt32();
            if (!generations[i].Tokens.SequenceEqual(expected)) output.WriteLine($"case {i}: another token at its close call.");
            generations[i].Tokens.Take(certain).Should().Equal(expected.Take(certain), $"case {i}");
            if (call.ValueKind == JsonValueKind.Null) generations[i].Tokens.Should().Equal(expected, $"case {i}");
        }

        TokenSequence[] sequences = [.. cases.Select(c => (int[])[.. Ints(c, "prompt_ids"), .. Ints(c, "greedy_ids")]).Select(t => new TokenSequence(t[..1], t[1..]))];
        float[][] scores = new SequenceScorer(model.Engine, CPU).Score(sequences, CancellationToken.None);
        for (int i = 0; i < cases.Count; i++)
        {
            double[] expected = [.. cases[i].GetProperty("logprobs").EnumerateArray().Select(e => e.GetDouble())];
            Differences.Largest(scores[i], expected).Should().BeLessThan(LogProbTolerance, $"case {i}");
        }
    }

    [RealModelFact]
    public void Distributions_WeightsNotRounded_GiveTheReferencesBestTokens()
    {
        using TestModel model = Load(ScalarType.Float32);
        foreach (JsonElement line in RealModel.ReadLines("gguf_float32_logits.jsonl"))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor last = model.Distributions([.. Ints(line, "prompt_ids"), 0])[-1];
            double sum = line.GetProperty("logsumexp").GetDouble();
            int[] best = Ints(line, "top_ids");

            Differences.Largest(best.Select(id => last[id].item<float>()), line.GetProperty("top_logits").EnumerateArray().Select(e => e.GetDouble() - sum)).Should().BeLessThan(LogProbTolerance);
            last.topk(best.Length).indexes.data<long>().Select(id => (int)id).Should().BeEquivalentTo(best);
        }
    }

    [RealModelFact]
    public void Numbers_EveryFile_IsReadByATest() =>
        Directory.GetFiles(RealModel.Numbers).Select(Path.GetFileName).Where(name => !name!.EndsWith(".md", StringComparison.Ordinal)).Should()
            .BeSubsetOf(["generation.jsonl", "gguf_float32_logits.jsonl", "tensors.jsonl", "tokenization.jsonl", "training.jsonl"]);

    private static TestModel Load(ScalarType rounded)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelSource source = ModelSource.Open(Directory.GetFiles(RealModel.Folder, "*.gguf")[0]);
        return new TestModel(CausalLanguageModel.Load(source.Architecture, source.ReadWeights(rounded), CPU, ScalarType.Float32));
    }

    private static int[] Ints(JsonElement line, string name) => [.. line.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];
}
