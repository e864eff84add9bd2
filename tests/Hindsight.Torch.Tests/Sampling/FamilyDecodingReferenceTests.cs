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

public sealed class FamilyDecodingReferenceTests(ITestOutputHelper output)
{
    [ReferenceFact("families")]
    public void Decode_EveryFamilyGreedily_GivesTheReferencesIdsAndThoseOfFullRecomputation()
    {
        List<string> supported = [];
        foreach (string folder in Directory.GetDirectories(References.FolderOf("families")).Order(StringComparer.Ordinal))
        {
            try
            {
                Compare(folder);
                supported.Add(Path.GetFileName(folder));
            }
            catch (ModelFileException e)
            {
                output.WriteLine($"{Path.GetFileName(folder)}: unsupported ({e.Message}).");
            }
        }

        if (References.IsDefault) supported.Should().Contain("llama", "the default set holds it");
    }

    private static void Compare(string folder)
    {
        using DisposeScope scope = NewDisposeScope();
        HuggingFaceFolder source = HuggingFaceFolder.Open(folder);
        using var model = new TestModel(CausalLanguageModel.Load(source.Architecture, source.ReadWeights(), CPU, ScalarType.Float32));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "reference.json")));
        JsonElement[] cases = [.. json.RootElement.GetProperty("greedy").EnumerateArray()];
        double tolerance = json.RootElement.GetProperty("tolerance").GetProperty("logprobs_absolute").GetDouble();
        DecodeRequest[] requests = [.. cases.Select(c =>
            new DecodeRequest(Ints(c.GetProperty("prompt")), new SamplingOptions { Temperature = 0 }, 1, Ints(c.GetProperty("continuation")).Length))];
        IReadOnlyList<Generation> generations = model.Decoder(endTokens: []).Decode(requests, null, CancellationToken.None);
        for (int i = 0; i < cases.Length; i++)
        {
            int[] expected = Ints(cases[i].GetProperty("continuation"));
            generations[i].Tokens.Should().Equal(expected, folder);
            Differences.Largest(generations[i].RawLogProbs, cases[i].GetProperty("logprobs").EnumerateArray().Select(e => e.GetDouble())).Should().BeLessThan(tolerance, folder);
            Tensor recomputed = model.Distributions([.. requests[i].Prompt, .. expected]).narrow(0, requests[i].Prompt.Length - 1, expected.Length);
            recomputed.argmax(1).data<long>().Select(t => (int)t).Should().Equal(expected, folder);
        }
    }

    private static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32())];
}
