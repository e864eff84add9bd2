using System.Text.Json;
using Hindsight.Testing;
using Hindsight.Torch.Checkpoints;
using Hindsight.Torch.Models;
using Hindsight.Torch.Tests.Checkpoints;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace Hindsight.Torch.Tests.Models;

public sealed class FamilyReferenceTests(ITestOutputHelper output)
{
    [ReferenceFact("families")]
    public void Forward_EveryFamily_AgreesInLogitsLossGradientsAndGreedyIds()
    {
        List<string> supported = [];
        foreach (string folder in Directory.GetDirectories(References.FolderOf("families")).Order(StringComparer.Ordinal))
        {
            HuggingFaceFolder model;
            try
            {
                model = HuggingFaceFolder.Open(folder);
            }
            catch (ModelFileException e)
            {
                output.WriteLine($"{Path.GetFileName(folder)}: unsupported. {e.Message}");
                continue;
            }

            supported.Add(Path.GetFileName(folder));
            Compare(folder, model);
        }

        if (References.IsDefault) supported.Should().Contain("llama", "the default set holds it");
    }

    private void Compare(string folder, HuggingFaceFolder source)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement root = JsonFile.Read(Path.Combine(folder, "reference.json")), tolerance = root.GetProperty("tolerance");
        SafeTensorsFile reference = SafeTensorsFile.Open(Path.Combine(folder, "reference.safetensors"));
        using var model = CausalLanguageModel.Load(source.Architecture, source.ReadWeights(), CPU, ScalarType.Float32);

        float farthest = ModelReference.LogitDifference(model, reference, "logits");
        (double loss, double worst, string where) = ModelReference.LossAndGradients(model, reference);

        output.WriteLine($"{Path.GetFileName(folder)}: logits within {farthest:g3}, loss {loss:g9}, gradients within {worst:g3} of the largest ({where})");
        farthest.Should().BeLessThan(tolerance.GetProperty("logits_absolute").GetSingle());
        loss.Should().BeApproximately(root.GetProperty("loss").GetDouble(), tolerance.GetProperty("loss_absolute").GetDouble());
        worst.Should().BeLessThan(tolerance.GetProperty("gradient_relative_to_the_tensors_max").GetDouble(), where);
        foreach (JsonElement greedy in root.GetProperty("greedy").EnumerateArray()) ModelReference.CompareGreedy(model, greedy);
    }
}
