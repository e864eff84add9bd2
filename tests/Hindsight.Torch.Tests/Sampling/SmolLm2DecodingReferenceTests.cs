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

    [Fact]
    public void Decode_EveryConversationGreedily_GivesTheReferencesTokensAndLogProbs()
    {
        IReadOnlyList<JsonElement> cases = RealModel.ReadLines("generation.jsonl", output);
        if (RealModel.FindFolder(output) is not { } folder || cases.Count == 0) return;
        using TestModel model = Load(folder);
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
            scores[i].Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(LogProbTolerance, $"case {i}");
        }
    }

    private static TestModel Load(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        ModelSource source = ModelSource.Open(Directory.GetFiles(folder, "*.gguf")[0]);
        return new TestModel(CausalLanguageModel.Load(source.Architecture, source.ReadWeights(ScalarType.BFloat16), CPU, ScalarType.Float32));
    }

    private static int[] Ints(JsonElement line, string name) => [.. line.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];
}
